/**
 * Values nearest to those wanted (least squares) that stay in their order and at least the mean of two neighbouring widths
 * apart: an isotonic regression, by pooling what gets in each other's way. Linear in their number.
 */
export function evenOut(wanted: readonly number[], widths: readonly number[]): number[] {
  const offsets: number[] = [];
  const pools: { sum: number; count: number }[] = [];
  for (const [index, value] of wanted.entries()) {
    const before = offsets[index - 1];
    offsets.push(before === undefined ? 0 : before + (widths[index - 1]! + widths[index]!) / 2);
    let pool = { sum: value - offsets[index]!, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  const places = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return places.map((place, index) => place + offsets[index]!);
}
