'use client';
import ArrowDown from 'lucide-react/icons/arrow-down';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';

/** Back to the newest message, while one reads further up. */
export const ToEnd = ({ onClick }: { onClick(): void }) => (
  <IconButton
    label={texts.chat.toEnd}
    onClick={onClick}
    className="absolute -top-9 right-5 border border-line-strong bg-raised"
  >
    <ArrowDown size={16} />
  </IconButton>
);
