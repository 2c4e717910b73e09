import * as z from 'zod/mini';

// zod/mini brings no sentences of its own: without them every bad body would be refused as "Invalid input" alone.
z.config(z.locales.en());
