import { Skeleton } from '../../../_ui/skeleton';

export default function Loading() {
  return <Skeleton rows={4} />;
}
