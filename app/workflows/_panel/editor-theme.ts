import { EditorView } from '@codemirror/view';

/** The editor in the colours of the page, which follow light and dark by themselves. */
export const editorTheme = (multiline: boolean) =>
  EditorView.theme({
    '&': {
      backgroundColor: 'var(--surface)',
      color: 'var(--text)',
      border: '1px solid var(--line-strong)',
      borderRadius: '6px',
      fontSize: '13px',
      minHeight: multiline ? '72px' : '32px',
      maxHeight: '320px',
    },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
    '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px', overflow: 'auto' },
    '.cm-content': { padding: '5px 0', caretColor: 'var(--text)' },
    '.cm-line': { padding: '0 9px' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '.cm-placeholder': { color: 'var(--faint)' },
    '.cm-expression': { color: 'var(--accent)', backgroundColor: 'var(--accent-soft)', borderRadius: '3px' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--hover)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--raised)',
      border: '1px solid var(--line)',
      borderRadius: '6px',
      boxShadow: 'var(--shadow-float, none)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': {
      fontFamily: 'var(--font-mono)',
      fontSize: '13px',
      maxHeight: '220px',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', color: 'var(--text)' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--hover)', color: 'var(--text)' },
    '.cm-completionDetail': { color: 'var(--faint)', fontStyle: 'normal', marginLeft: '1.25rem' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  });
