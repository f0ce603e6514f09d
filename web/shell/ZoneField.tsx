import { useEffect, useMemo, useState } from 'react';
import { zoneCity } from '../clock-face.ts';
import { type Choice, Select } from './fields.tsx';

export interface ZoneFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** IANA; null for the zone of whatever browser one reads in. */
  readonly value: string | null;
  readonly onChange: (zone: string | null) => void;
  readonly error?: string | null;
}

/** A time zone of all there are, by continent. Which there are only the browser knows. */
export function ZoneField({ value, onChange, ...rest }: ZoneFieldProps) {
  const [all, setAll] = useState<readonly string[]>([]);
  useEffect(() => setAll(zonesOfBrowser()), []);
  const choices = useMemo(() => zoneChoices(all, value), [all, value]);
  return (
    <Select
      width="middle"
      value={value ?? ''}
      onChange={(picked) => onChange(picked === '' ? null : picked)}
      choices={choices}
      {...rest}
    />
  );
}

const OWN: Choice = { value: '', label: 'As my browser says' };

/** @param value is offered too, though the browser may call it otherwise. */
function zoneChoices(all: readonly string[], value: string | null) {
  const groups = new Map<string, Choice[]>();
  for (const zone of new Set(value === null ? all : [...all, value])) {
    const group = zone.includes('/') ? (zone.split('/')[0] ?? '') : 'World';
    groups.set(group, [...(groups.get(group) ?? []), { value: zone, label: zoneCity(zone) }]);
  }
  return [OWN, ...[...groups].map(([group, items]) => ({ group, items }))];
}

function zonesOfBrowser(): readonly string[] {
  try {
    return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  } catch {
    return [];
  }
}
