'use client';
import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  closeCompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, placeholder, ViewPlugin } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Shape } from '@/engine/workflow/shape';
import { complete } from './core/complete';
import { editorTheme } from './editor-theme';
import type { Writer } from './panel-context';

export interface EditorProps {
  id: string;
  label: string;
  describedBy?: string;
  value: string;
  hint?: string;
  multiline: boolean;
  readOnly: boolean;
  scope: Shape | null;
  onChange(text: string): void;
  onFocus(writer: Writer): void;
  onBlur(): void;
  /** Only where something was typed; also when it is taken away, so that nothing of it is lost. */
  onLeave(text: string): void;
}

/** Text with `{{ }}` in it: coloured, completed from what is really there. */
export default function ExpressionEditor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const readOnly = useRef(new Compartment());

  useEffect(() => {
    const made = new EditorView({ parent: host.current!, state: startState(latest, readOnly.current) });
    view.current = made;
    return () => {
      leave(made, latest);
      made.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const now = view.current;
    if (!now || now.hasFocus || now.state.doc.toString() === props.value) return;
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    view.current?.dispatch({ effects: readOnly.current.reconfigure(EditorState.readOnly.of(props.readOnly)) });
  }, [props.readOnly]);

  return <div ref={host} className="min-w-0" />;
}

interface Latest {
  current: EditorProps;
}

/** What stood in an editor when it was entered. */
const entered = new WeakMap<EditorView, string>();

/** Who only looked says nothing: what somebody else has set meanwhile stays, and is shown. */
function leave(view: EditorView, latest: Latest): void {
  const text = view.state.doc.toString();
  const before = entered.get(view);
  entered.delete(view);
  if (before === undefined) return;
  const { value, onLeave } = latest.current;
  if (text !== before) onLeave(text);
  else if (value !== text) view.dispatch({ changes: { from: 0, to: text.length, insert: value } });
}

function startState(latest: Latest, readOnly: Compartment): EditorState {
  const { value, multiline, label, id, describedBy, hint = '' } = latest.current;
  return EditorState.create({
    doc: value,
    extensions: [
      history(),
      autocompletion({ override: [context => completions(context, latest)], icons: false }),
      keymap.of([
        { key: 'Tab', run: acceptCompletion },
        { key: 'Escape', run: closeCompletion },
        ...(multiline ? [] : [{ key: 'Enter', run: (view: EditorView) => completionStatus(view.state) !== 'active' }]),
        ...completionKeymap,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        id,
        'aria-label': label,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      }),
      EditorView.domEventHandlers({
        keydown: (event, view) => {
          // With the list open, Esc closes the list and not the panel.
          if (event.key === 'Escape' && completionStatus(view.state)) event.stopPropagation();
          return false;
        },
        focus: (_, view) => {
          if (!entered.has(view)) entered.set(view, view.state.doc.toString());
          latest.current.onFocus({
            insert: text => insert(view, text),
            replace: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
          });
        },
        blur: (_, view) => {
          latest.current.onBlur();
          leave(view, latest);
        },
      }),
      EditorView.updateListener.of(update => {
        if (!update.docChanged) return;
        const text = update.state.doc.toString();
        if (text !== latest.current.value) latest.current.onChange(text);
        if (update.view.hasFocus && isTyped(update.state)) startCompletion(update.view);
      }),
      readOnly.of(EditorState.readOnly.of(latest.current.readOnly)),
      placeholder(hint),
      expressions,
      editorTheme(multiline),
    ],
  });
}

/** Right after `{{ ` or a dot the list opens by itself. */
const isTyped = ({ doc, selection }: EditorState) =>
  /(?:\{\{ ?|\.)$/.test(doc.sliceString(Math.max(0, selection.main.head - 3), selection.main.head));

function completions({ state, pos, explicit }: CompletionContext, latest: Latest) {
  const { scope } = latest.current;
  const found = scope && complete(state.doc.toString(), pos, scope);
  if (!found || (!explicit && found.from === pos && !isTyped(state))) return null;
  return {
    from: found.from,
    options: found.options.map(({ label, apply, detail }) => ({
      label,
      detail,
      apply: (view: EditorView, _: unknown, from: number, to: number) => {
        const afterDot = apply.startsWith('[') && view.state.doc.sliceString(from - 1, from) === '.';
        const start = afterDot ? from - 1 : from;
        view.dispatch({ changes: { from: start, to, insert: apply }, selection: { anchor: start + apply.length } });
      },
    })),
    filter: false,
  };
}

/** Writes a path where the cursor is; outside of `{{ }}` with them around it. */
function insert(view: EditorView, path: string): void {
  view.focus(); // first, so that what is written counts as typed
  const { from, to } = view.state.selection.main;
  const before = view.state.doc.sliceString(0, from);
  const isInside = before.lastIndexOf('{{') > before.lastIndexOf('}}');
  const text = isInside ? path : `{{ ${path} }}`;
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
}

const expressions = ViewPlugin.define(
  view => {
    const decorator = new MatchDecorator({
      regexp: /\{\{[\s\S]*?\}\}/g,
      decoration: Decoration.mark({ class: 'cm-expression' }),
    });
    return {
      decorations: decorator.createDeco(view),
      update(update) {
        this.decorations = decorator.updateDeco(update, this.decorations);
      },
    };
  },
  { decorations: plugin => plugin.decorations },
);
