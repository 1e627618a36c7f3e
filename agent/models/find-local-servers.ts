import { localProviders } from './catalogue';
import { listModels } from './list-models';

export interface LocalServer {
  label: string;
  baseUrl: string;
  models: readonly string[];
}

const patience = 1_500;

/** The model servers that run on this computer, on the ports they usually listen on. Asks nobody else. */
export async function findLocalServers(ollamaHost = process.env.OLLAMA_HOST): Promise<LocalServer[]> {
  const asked = localProviders.map(async ({ name, label, baseUrl: usual }): Promise<LocalServer | null> => {
    const baseUrl = name === 'ollama' && ollamaHost ? ollamaUrl(ollamaHost) : usual;
    try {
      const models = await listModels(
        { family: 'compatible', baseUrl, key: null, provider: label },
        { timeoutMs: patience },
      );
      return { label, baseUrl, models };
    } catch {
      return null; // nobody there, or somebody else
    }
  });
  return (await Promise.all(asked)).filter(server => server !== null);
}

/** As Ollama reads it: a host, a port, or both, with or without a scheme; listening everywhere means here, too. */
function ollamaUrl(text: string): string {
  const url = new URL(/^https?:\/\//.test(text) ? text : `http://${text}`);
  const host = url.hostname === '0.0.0.0' ? '127.0.0.1' : url.hostname;
  return `${url.protocol}//${host}:${url.port || '11434'}/v1`;
}
