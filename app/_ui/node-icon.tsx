import Box from 'lucide-react/icons/box';
import { nodeIcons } from './node-icons';

export function NodeIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = name in nodeIcons ? nodeIcons[name as keyof typeof nodeIcons] : Box;
  return <Icon size={size} aria-hidden className="shrink-0" />;
}
