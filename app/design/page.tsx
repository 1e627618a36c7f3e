import { notFound } from 'next/navigation';
import { Components } from './_components/components';
import { Conversation } from './_components/conversation';
import { messages } from './_fixtures/messages';

interface Props {
  searchParams: Promise<{ only?: string }>;
}

/** Every component and card in every state, to look at while building. Not part of the product. */
export default async function DesignPage({ searchParams }: Props) {
  if (process.env.NODE_ENV === 'production' && process.env.PARLEY_DESIGN !== '1') notFound();
  const { only } = await searchParams;
  const shown = only ? messages.filter(message => only.split(',').includes(message.id)) : messages;
  return (
    <div className="overflow-y-auto px-4 py-6">
      <div className="mx-auto flex max-w-[46rem] flex-col gap-10">
        {!only && <Components />}
        <Conversation messages={shown} />
      </div>
    </div>
  );
}
