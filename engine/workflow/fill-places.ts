/** Gives a copy with those values at the places; what no place touches is shared, and the original stays as it is. */
export type Fill = (values: readonly unknown[]) => unknown;

/** `places` are paths that exist in the value; the values come in their order. */
export function compileFill(value: unknown, places: readonly (readonly string[])[]): Fill {
  return fillAt(
    value,
    places.map((keys, index) => ({ keys, index })),
  );
}

interface Place {
  keys: readonly string[];
  index: number;
}

function fillAt(value: unknown, places: readonly Place[]): Fill {
  if (places.length === 0) return () => value;
  const whole = places.find(({ keys }) => keys.length === 0);
  if (whole) return values => values[whole.index];

  const byKey = Map.groupBy(places, ({ keys }) => keys[0]!);
  const inner = [...byKey].map(([key, deeper]) => {
    const below = deeper.map(({ keys, index }) => ({ keys: keys.slice(1), index }));
    return { key, fill: fillAt(Reflect.get(value as object, key), below) };
  });
  return values => {
    // What is set exists as the copy's own, so not even `__proto__` reaches a prototype.
    const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
    for (const { key, fill } of inner) copy[key] = fill(values);
    return copy;
  };
}
