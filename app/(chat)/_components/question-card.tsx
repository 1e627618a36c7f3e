'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { TextField } from '../../_ui/field';
import { InlineText } from '../../_ui/inline-text';
import { texts } from '../../_ui/texts';
import { useChatActions } from './chat-actions';

interface Question {
  question: string;
  choices?: readonly string[];
}

/** One question: a click answers. Several: chosen one by one, sent together. Free text is always possible. */
export function QuestionCard({ questions, open }: { questions: readonly Question[]; open: boolean }) {
  const { busy, send } = useChatActions();
  const [answers, setAnswers] = useState<Readonly<Record<number, string>>>({});
  const single = questions.length === 1;
  const complete = questions.every((_, index) => answers[index]?.trim());

  const choose = (index: number, answer: string) =>
    single ? send(answer) : setAnswers(given => ({ ...given, [index]: answer }));
  const submit = () => {
    if (!complete) return;
    send(
      single
        ? (answers[0] ?? '')
        : questions.map(({ question }, index) => `${question} ${answers[index]?.trim()}`).join('\n'),
    );
  };

  return (
    <Card
      title={texts.question.title(questions.length)}
      state={open ? 'waiting' : 'done'}
      word={open ? undefined : texts.question.answered}
      className={open ? 'border-state-waiting' : undefined}
      actions={
        open ? (
          <Button kind="main" disabled={busy || !complete} onClick={submit} keys="Enter">
            {texts.question.answer}
          </Button>
        ) : null
      }
    >
      <form action={submit} className="flex flex-col gap-4 px-3 pb-3">
        {questions.map(({ question, choices = [] }, index) => (
          <fieldset key={question} disabled={!open || busy} className="flex min-w-0 flex-col gap-2">
            <legend className="mb-2 max-w-[72ch] break-words">
              <InlineText text={question} />
            </legend>
            {choices.length > 0 && (
              <div className="flex flex-wrap gap-2">
                {choices.map(choice => (
                  <Button
                    key={choice}
                    aria-pressed={answers[index] === choice}
                    className="h-auto! min-h-8 max-w-full whitespace-normal! py-1 text-left aria-pressed:border-accent aria-pressed:bg-accent-soft"
                    onClick={() => choose(index, choice)}
                  >
                    {choice}
                  </Button>
                ))}
              </div>
            )}
            {open && (
              <TextField
                aria-label={question}
                placeholder={texts.chat.answerPlaceholder}
                value={choices.includes(answers[index] ?? '') ? '' : (answers[index] ?? '')}
                onChange={event => setAnswers(given => ({ ...given, [index]: event.target.value }))}
              />
            )}
          </fieldset>
        ))}
      </form>
    </Card>
  );
}
