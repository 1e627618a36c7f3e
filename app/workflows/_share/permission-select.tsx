'use client';
import type { SharePermission } from '@/database/shares';
import { Select } from '../../_ui/select';
import { texts } from '../../_ui/texts';

const permissions = ['view', 'run', 'edit'] as const satisfies readonly SharePermission[];

interface Props {
  /** Read aloud where no words stand beside it. */
  label?: string;
  value: SharePermission;
  disabled?: boolean;
  onChange(permission: SharePermission): void;
}

export function PermissionSelect({ label, value, disabled, onChange }: Props) {
  return (
    <Select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={event => onChange(permissions.find(one => one === event.target.value) ?? 'view')}
    >
      {permissions.map(one => (
        <option key={one} value={one}>
          {texts.share.permissions[one]}
        </option>
      ))}
    </Select>
  );
}
