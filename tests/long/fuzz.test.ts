// The fuzz run at full length: ten thousand mutations of every operation, as many walks.
process.env['FUZZ_RUNS'] ??= '10000';
await import('../fuzz/fuzz.test.ts');
export {};
