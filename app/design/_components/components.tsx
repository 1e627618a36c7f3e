'use client';
import Play from 'lucide-react/icons/play';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { TextArea, TextField } from '../../_ui/field';
import { ItemsView } from '../../_ui/items-view';
import { Menu } from '../../_ui/menu';
import { Notice } from '../../_ui/notice';
import { type State, StateSign } from '../../_ui/state-sign';
import { Switch } from '../../_ui/switch';
import { notify } from '../../_ui/toast';
import { Approvals } from './approvals';

const states: State[] = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'result_unknown',
];
const items = [
  { id: 1, name: 'Ann Bauer', total: 120.5, tags: ['new', 'big'] },
  { id: 2, name: 'Donaudampfschifffahrtsgesellschaftskapitän Franz-Xaver Obermüller', total: 8, tags: [] },
];

export function Components() {
  const [on, setOn] = useState(true);
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap gap-2">
        <Button kind="main">
          <Play size={14} /> Main
        </Button>
        <Button keys="Enter">Plain</Button>
        <Button kind="quiet">Quiet</Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          Delete
        </Button>
        <Button disabled>Disabled</Button>
        <Button onClick={() => notify('The table "big orders" was renamed to "large orders".')}>Toast</Button>
        <Menu
          trigger={<Button>Menu</Button>}
          entries={[
            { label: 'Rename', onSelect: () => {} },
            { label: 'Delete', danger: true, onSelect: () => {} },
          ]}
        />
        <Switch checked={on} onCheckedChange={setOn}>
          {on ? 'On' : 'Off'}
        </Switch>
      </div>
      <div className="flex flex-wrap gap-4">
        {states.map(state => (
          <StateSign key={state} state={state} />
        ))}
      </div>
      <div className="flex flex-col gap-2">
        <Notice>The address works on this computer only.</Notice>
        <Notice tone="waiting">The step "Save" has no table yet.</Notice>
        <Notice tone="failed">The feed answered 500 (server error). That is on their side.</Notice>
        <Notice tone="done">Applied: saved as version 4.</Notice>
      </div>
      <TextField placeholder="A field" />
      <TextArea placeholder='{ "amount": 120 }' />
      <Approvals />
      <Card title="A card" state="done" actions={<Button kind="main">Run</Button>}>
        <div className="px-3 pb-3">
          <ItemsView items={items} />
        </div>
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this table?"
        description="Its 12 rows are removed for good."
        confirm="Delete"
        onConfirm={() => setAsking(false)}
      />
    </div>
  );
}
