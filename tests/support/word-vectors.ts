/**
 * Stands in for an embedding model: texts that share words point the same way. Each word counts in the place that its
 * letters lead to, so that the same text gives the same vector everywhere.
 */
export function wordVector(text: string, dimensions = 64): number[] {
  const vector = Array.from({ length: dimensions }, (): number => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const place = placeOf(word, dimensions);
    vector[place] = vector[place]! + 1;
  }
  if (!vector.some(value => value > 0)) vector[0] = 1;
  return vector;
}

function placeOf(word: string, dimensions: number): number {
  let hash = 2_166_136_261;
  for (const character of word) hash = Math.imul(hash ^ character.codePointAt(0)!, 16_777_619) >>> 0;
  return hash % dimensions;
}
