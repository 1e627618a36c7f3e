import AlarmClock from 'lucide-react/icons/alarm-clock';
import ArrowUpDown from 'lucide-react/icons/arrow-up-down';
import Braces from 'lucide-react/icons/braces';
import CalendarClock from 'lucide-react/icons/calendar-clock';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import CopyMinus from 'lucide-react/icons/copy-minus';
import CornerDownRight from 'lucide-react/icons/corner-down-right';
import FileCode from 'lucide-react/icons/file-code';
import FileDown from 'lucide-react/icons/file-down';
import FileSpreadsheet from 'lucide-react/icons/file-spreadsheet';
import Funnel from 'lucide-react/icons/funnel';
import GitFork from 'lucide-react/icons/git-fork';
import Globe from 'lucide-react/icons/globe';
import Hourglass from 'lucide-react/icons/hourglass';
import Library from 'lucide-react/icons/library';
import Link from 'lucide-react/icons/link';
import ListEnd from 'lucide-react/icons/list-end';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import Merge from 'lucide-react/icons/merge';
import MessageCircle from 'lucide-react/icons/message-circle';
import Pointer from 'lucide-react/icons/mouse-pointer-click';
import OctagonX from 'lucide-react/icons/octagon-x';
import Pencil from 'lucide-react/icons/pencil-line';
import Radar from 'lucide-react/icons/radar';
import Repeat from 'lucide-react/icons/repeat';
import Replace from 'lucide-react/icons/replace';
import Reply from 'lucide-react/icons/reply';
import Rss from 'lucide-react/icons/rss';
import ScanText from 'lucide-react/icons/scan-text';
import Scissors from 'lucide-react/icons/scissors';
import ScrollText from 'lucide-react/icons/scroll-text';
import Sigma from 'lucide-react/icons/sigma';
import Sparkles from 'lucide-react/icons/sparkles';
import Split from 'lucide-react/icons/split';
import SquareCode from 'lucide-react/icons/square-code';
import Table from 'lucide-react/icons/table-2';
import TableProperties from 'lucide-react/icons/table-properties';
import Tags from 'lucide-react/icons/tags';
import TextSearch from 'lucide-react/icons/text-search';
import TextSelect from 'lucide-react/icons/text-select';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import UserCheck from 'lucide-react/icons/user-check';
import Webhook from 'lucide-react/icons/webhook';
import Workflow from 'lucide-react/icons/workflow';

/** The icons that node definitions name; the whole set would be a megabyte. */
export const nodeIcons = {
  'alarm-clock': AlarmClock,
  'arrow-up-down': ArrowUpDown,
  braces: Braces,
  'calendar-clock': CalendarClock,
  'clipboard-list': ClipboardList,
  'copy-minus': CopyMinus,
  'corner-down-right': CornerDownRight,
  'file-code': FileCode,
  'file-down': FileDown,
  'file-spreadsheet': FileSpreadsheet,
  funnel: Funnel,
  'git-fork': GitFork,
  globe: Globe,
  hourglass: Hourglass,
  library: Library,
  link: Link,
  'list-end': ListEnd,
  mail: Mail,
  'mail-open': MailOpen,
  merge: Merge,
  'message-circle': MessageCircle,
  'mouse-pointer-click': Pointer,
  'octagon-x': OctagonX,
  'pencil-line': Pencil,
  radar: Radar,
  repeat: Repeat,
  replace: Replace,
  reply: Reply,
  rss: Rss,
  'scan-text': ScanText,
  scissors: Scissors,
  'scroll-text': ScrollText,
  sigma: Sigma,
  sparkles: Sparkles,
  split: Split,
  'square-code': SquareCode,
  'table-2': Table,
  'table-properties': TableProperties,
  tags: Tags,
  'text-search': TextSearch,
  'text-select': TextSelect,
  'triangle-alert': TriangleAlert,
  'user-check': UserCheck,
  webhook: Webhook,
  workflow: Workflow,
} as const;
