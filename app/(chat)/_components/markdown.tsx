'use client';
import { Streamdown } from 'streamdown';

/** What the assistant says. Pictures and raw HTML in it could phone home: neither is drawn. */
export function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Streamdown
      mode={streaming ? 'streaming' : 'static'}
      skipHtml
      controls={false}
      disallowedElements={['img']}
      className="prose-parley max-w-[72ch]"
    >
      {text}
    </Streamdown>
  );
}
