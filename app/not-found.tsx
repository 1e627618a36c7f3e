import Link from 'next/link';
import { buttonClass } from './_ui/button';
import { Empty } from './_ui/empty';
import { texts } from './_ui/texts';

export default function NotFound() {
  return (
    <Empty title={texts.error.notFound}>
      <p>{texts.error.notFoundText}</p>
      <Link href="/" className={buttonClass('main')}>
        {texts.error.home}
      </Link>
    </Empty>
  );
}
