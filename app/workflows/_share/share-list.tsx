'use client';
import type { Share } from '@/database/shares';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { ShareRow } from './share-row';

const words = texts.share;

/** With whom it is shared; those who came by a link stand below it. */
export function ShareList({ shares, onChanged }: { shares: readonly Share[]; onChanged(): void }) {
  const action = useAction();
  return (
    <section className="flex flex-col gap-1 border-line border-t pt-3">
      <h3 className="font-medium text-[13px]">{words.with}</h3>
      {shares.length === 0 ? (
        <p className="text-[13px] text-muted">{words.nobody}</p>
      ) : (
        <ul className="divide-y divide-line">
          {inOrder(shares).map(share => (
            <ShareRow key={share.id} share={share} action={action} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </section>
  );
}

const inOrder = (shares: readonly Share[]): Share[] =>
  shares
    .filter(({ viaId }) => viaId === null)
    .flatMap(share => [share, ...shares.filter(({ viaId }) => viaId === share.id)]);
