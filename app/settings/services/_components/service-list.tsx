'use client';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { OwnIntegration } from '@/database/integrations';
import { Button } from '../../../_ui/button';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';
import { ServiceDialog } from './service-dialog';
import { ServiceRow } from './service-row';

const words = texts.service;

export function ServiceList({ services }: { services: readonly OwnIntegration[] }) {
  const [editing, setEditing] = useState<OwnIntegration | 'new' | null>(null);
  return (
    <Section
      title={words.heading}
      text={words.intro}
      aside={
        <Button size="small" onClick={() => setEditing('new')}>
          <Plus size={14} />
          {words.add}
        </Button>
      }
    >
      {services.length === 0 ? (
        <p className="text-[13px] text-muted">{words.none}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
          {services.map(service => (
            <ServiceRow key={service.name} service={service} onEdit={() => setEditing(service)} />
          ))}
        </ul>
      )}
      {editing && <ServiceDialog service={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Section>
  );
}
