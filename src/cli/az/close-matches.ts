/** Longest common block of a[alo..ahi) and b[blo..bhi): the earliest one, as difflib finds it. */
function longestBlock(a: string, b: string, [alo, ahi, blo, bhi]: readonly [number, number, number, number]) {
  let best = { i: alo, j: blo, size: 0 };
  for (let i = alo; i < ahi; i++) {
    for (let j = blo; j < bhi; j++) {
      let size = 0;
      while (i + size < ahi && j + size < bhi && a[i + size] === b[j + size]) size++;
      if (size > best.size) best = { i, j, size };
    }
  }
  return best;
}

function matching(a: string, b: string, range: readonly [number, number, number, number]): number {
  const { i, j, size } = longestBlock(a, b, range);
  if (size === 0) return 0;
  const [alo, ahi, blo, bhi] = range;
  return size + matching(a, b, [alo, i, blo, j]) + matching(a, b, [i + size, ahi, j + size, bhi]);
}

/** Likeness of two words between 0 and 1, as Python's `difflib.SequenceMatcher.ratio` measures it. */
export function ratio(a: string, b: string): number {
  if (a.length + b.length === 0) return 1;
  return (2 * matching(a, b, [0, a.length, 0, b.length])) / (a.length + b.length);
}

/** The word of `choices` most like `word`, or undefined when none is at least 0.7 like it (az's own cutoff). */
export function closestMatch(word: string, choices: readonly string[]): string | undefined {
  const scored = choices
    .map((choice) => ({ choice, score: ratio(choice, word) }))
    .filter(({ score }) => score >= 0.7)
    // heapq.nlargest on (score, word): ties go to the later word
    .sort((x, y) => y.score - x.score || (x.choice < y.choice ? 1 : -1));
  return scored[0]?.choice;
}
