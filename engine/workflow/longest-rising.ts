/** The longest part of a list whose ranks rise, the rest left out; patience sorting, n log n. */
export function longestRising<Value>(values: readonly Value[], rankOf: (value: Value) => number): Value[] {
  interface Link {
    value: Value;
    before: Link | null;
  }
  const ends: Link[] = [];
  for (const value of values) {
    const rank = rankOf(value);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rankOf(ends[middle]!.value) < rank) low = middle + 1;
      else high = middle;
    }
    ends[low] = { value, before: ends[low - 1] ?? null };
  }
  const rising: Value[] = [];
  for (let link = ends.at(-1) ?? null; link; link = link.before) rising.unshift(link.value);
  return rising;
}
