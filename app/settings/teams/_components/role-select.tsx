'use client';
import type { GivenRole } from '@/database/teams';
import { Select } from '../../../_ui/select';
import { texts } from '../../../_ui/texts';

const roles = ['admin', 'member', 'viewer'] as const satisfies readonly GivenRole[];

interface Props {
  label?: string;
  value: GivenRole;
  disabled?: boolean;
  onChange(role: GivenRole): void;
}

export function RoleSelect({ label, value, disabled, onChange }: Props) {
  return (
    <Select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={event => onChange(roles.find(role => role === event.target.value) ?? 'viewer')}
      className="w-32!"
    >
      {roles.map(role => (
        <option key={role} value={role}>
          {texts.team.roles[role]}
        </option>
      ))}
    </Select>
  );
}
