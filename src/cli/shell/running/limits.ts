/** How much one command line may do. A worker that counts for longer than this is stuck, not busy. */
export const limits = {
  maxLoopIterations: 10_000,
  maxCommandCount: 100_000,
  maxOutputSize: 16 * 1024 * 1024,
  maxFileSystemBytes: 64 * 1024 * 1024,
};
