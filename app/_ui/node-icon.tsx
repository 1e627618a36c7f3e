import AlarmClock from 'lucide-react/icons/alarm-clock';
import ArrowUpDown from 'lucide-react/icons/arrow-up-down';
import Box from 'lucide-react/icons/box';
import Funnel from 'lucide-react/icons/funnel';
import GitFork from 'lucide-react/icons/git-fork';
import Globe from 'lucide-react/icons/globe';
import ListEnd from 'lucide-react/icons/list-end';
import Pointer from 'lucide-react/icons/mouse-pointer-click';
import Pencil from 'lucide-react/icons/pencil-line';
import Reply from 'lucide-react/icons/reply';
import Rss from 'lucide-react/icons/rss';
import ScrollText from 'lucide-react/icons/scroll-text';
import Sigma from 'lucide-react/icons/sigma';
import Sparkles from 'lucide-react/icons/sparkles';
import Split from 'lucide-react/icons/split';
import Table from 'lucide-react/icons/table-2';
import Tags from 'lucide-react/icons/tags';
import TextSelect from 'lucide-react/icons/text-select';
import Webhook from 'lucide-react/icons/webhook';

/** The icons that node definitions name; the whole set would be a megabyte. */
const icons = {
  'alarm-clock': AlarmClock,
  'arrow-up-down': ArrowUpDown,
  funnel: Funnel,
  'git-fork': GitFork,
  globe: Globe,
  'list-end': ListEnd,
  'mouse-pointer-click': Pointer,
  'pencil-line': Pencil,
  reply: Reply,
  rss: Rss,
  'scroll-text': ScrollText,
  sigma: Sigma,
  sparkles: Sparkles,
  split: Split,
  'table-2': Table,
  tags: Tags,
  'text-select': TextSelect,
  webhook: Webhook,
} as const;

export function NodeIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = name in icons ? icons[name as keyof typeof icons] : Box;
  return <Icon size={size} aria-hidden className="shrink-0" />;
}
