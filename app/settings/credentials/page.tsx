import type { Metadata } from 'next';
import { listCredentials, listIntegrations } from '@/database/credentials';
import { listOwnIntegrations } from '@/database/integrations';
import { modelIntegrations } from '@/database/model-keys';
import { load } from '../../_server/load';
import { settings } from '../../_server/settings';
import { texts } from '../../_ui/texts';
import { Section } from '../_components/section';
import { ServiceList } from '../services/_components/service-list';
import { CredentialList } from './_components/credential-list';

export const metadata: Metadata = { title: texts.credential.title };

const isForModels = (name: string) => modelIntegrations.some(integration => integration === name);

export default async function CredentialsPage() {
  const { credentials, integrations, services } = await load(async tx => ({
    services: await listOwnIntegrations(tx),
    credentials: await listCredentials(tx),
    integrations: await listIntegrations(tx),
  }));
  const { allowLoopback, allowPrivate } = settings().network;
  return (
    <>
      <CredentialList
        credentials={credentials.filter(({ integration }) => !isForModels(integration))}
        integrations={integrations.filter(({ name }) => !isForModels(name))}
      />
      <ServiceList services={services} />
      <Section title={texts.credential.networkTitle} text={texts.credential.network(allowLoopback, allowPrivate)}>
        {null}
      </Section>
    </>
  );
}
