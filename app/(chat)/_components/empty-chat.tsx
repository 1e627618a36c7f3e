import { texts } from '../../_ui/texts';

/** Teaches by example: a click puts the sentence into the composer, where it can be changed before it is sent. */
export function EmptyChat({ onChoose }: { onChoose(text: string): void }) {
  return (
    <div className="mx-auto flex w-full max-w-[44rem] flex-1 flex-col justify-center gap-3 py-10">
      <h2 className="font-semibold text-2xl tracking-tight">{texts.chat.emptyTitle}</h2>
      <p className="max-w-[60ch] text-muted">{texts.chat.emptyText}</p>
      <p className="pt-4 text-[13px] text-faint">{texts.chat.emptyHint}</p>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line">
        {texts.examples.map(({ title, text }) => (
          <li key={title}>
            <button
              type="button"
              onClick={() => onChoose(text)}
              className="flex w-full flex-col gap-0.5 bg-raised px-3 py-2.5 text-left outline-offset-[-2px] transition-colors duration-100 hover:bg-hover"
            >
              <span className="font-medium">{title}</span>
              <span className="text-muted">{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
