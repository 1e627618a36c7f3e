import { NodeIcon } from '../../_ui/node-icon';

/** Every icon once; the cards only refer to it. */
export function IconSprite({ names }: { names: readonly string[] }) {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      {[...new Set(names)].map(name => (
        <symbol key={name} id={`step-icon-${name}`} viewBox="0 0 24 24">
          <NodeIcon name={name} size={24} />
        </symbol>
      ))}
    </svg>
  );
}
