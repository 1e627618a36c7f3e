import Search from 'lucide-react/icons/search';
import { TextField } from './field';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange(value: string): void;
}

/** A field to look for something; whoever uses it gives it a box with `relative`. */
export function SearchField({ label, placeholder, value, onChange }: Props) {
  return (
    <>
      <Search size={16} aria-hidden className="absolute top-2 left-2.5 text-faint" />
      <TextField
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={event => onChange(event.target.value)}
        className="pl-8"
      />
    </>
  );
}
