'use client';
import { useEffect, useRef, useState } from 'react';

/** Keeps a scrolled list at its end while it grows, unless the person has scrolled up to read. */
export function useStickToEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const stick = useRef(true);

  const toEnd = () => {
    stick.current = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };

  useEffect(() => {
    const area = scroller.current;
    const inner = content.current;
    if (!area || !inner) return;
    const onScroll = () => {
      stick.current = area.scrollHeight - area.scrollTop - area.clientHeight < 48;
      setAtEnd(stick.current);
    };
    const grown = new ResizeObserver(() => {
      if (stick.current) area.scrollTo({ top: area.scrollHeight });
    });
    grown.observe(inner);
    area.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      grown.disconnect();
      area.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content, atEnd, toEnd };
}
