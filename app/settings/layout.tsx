import type { ReactNode } from 'react';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { SettingsTabs } from './_components/settings-tabs';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={texts.settings.title} />
      <SettingsTabs />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-8 px-4 py-6">{children}</div>
      </div>
    </>
  );
}
