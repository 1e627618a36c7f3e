'use client';
import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { TextField } from '../../_ui/field';

interface Props extends Omit<ComponentProps<typeof TextField>, 'value' | 'defaultValue' | 'onChange' | 'onBlur'> {
  value: string;
  /** On leaving, where something else stands there than on entering. */
  onCommit(text: string, field: HTMLInputElement): void;
}

/** A text that is kept while it is typed, whatever somebody else sets meanwhile. */
export function DraftField({ value, onCommit, ...rest }: Props) {
  const [text, setText] = useState(value);
  const entered = useRef<string | null>(null);
  useEffect(() => {
    if (entered.current === null) setText(value);
  }, [value]);
  return (
    <TextField
      {...rest}
      value={text}
      onFocus={() => {
        entered.current = text;
      }}
      onChange={event => setText(event.target.value)}
      onBlur={({ target }) => {
        const typed = target.value !== entered.current;
        entered.current = null;
        if (typed) onCommit(target.value, target);
        else setText(value);
      }}
    />
  );
}
