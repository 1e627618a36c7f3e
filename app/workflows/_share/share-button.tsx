'use client';
import UserPlus from 'lucide-react/icons/user-plus';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';

/** What it takes is loaded when it is opened. */
const ShareDialog = dynamic(() => import('./share-dialog').then(module => module.ShareDialog), { ssr: false });

export function ShareButton({ workflow }: { workflow: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <UserPlus size={14} />
        {texts.share.open}
      </Button>
      {open && <ShareDialog workflow={workflow} onClose={() => setOpen(false)} />}
    </>
  );
}
