'use client';
import { useSyncExternalStore } from 'react';

const query = '(min-width: 900px)';

/** Whether there is room for two columns beside the sidebar. */
export const useWide = () =>
  useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
