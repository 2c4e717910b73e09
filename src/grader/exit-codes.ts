/** How our commands end: for scripts, which read nothing else. A batch returns the worst. */
export const exitCodes = { passed: 0, notPassed: 1, refused: 2, ownFailure: 3 } as const;
