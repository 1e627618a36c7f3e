'use client';
import { useState } from 'react';
import type { Picker, PickerModel } from '../../_ui/picker-model';
import { chooseModel } from '../_actions/choose-model';

/** What was picked in this tab, by conversation: a new one tells the server with its first message. */
const picked = new Map<string, string>();
export const pickedModel = (chatId: string): string | undefined => picked.get(chatId);

interface Options {
  chatId: string;
  picker: Picker;
  /** What the server remembers for it. */
  model: string | null;
  saved: boolean;
}

/** The model of one conversation, and how to pick another. */
export function useModel({ chatId, picker, model, saved }: Options) {
  const [chosen, setChosen] = useState(picked.get(chatId) ?? model);
  const find = (name: string | null) => picker.models.find(one => one.name === name);
  const current: PickerModel | undefined = find(chosen) ?? find(picker.standard);
  return {
    current,
    pick(name: string) {
      picked.set(chatId, name);
      setChosen(name);
      if (saved) void chooseModel({ chatId, model: name });
    },
  };
}
