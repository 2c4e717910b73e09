import { config } from 'zod/mini';

// Must be loaded before any schema is made: zod otherwise tries whether it may compile code, which the page's policy forbids
// and reports. Workers have no such policy.
config({ jitless: true });
