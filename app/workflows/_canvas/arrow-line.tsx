'use client';
import { type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo, useContext } from 'react';
import { DistanceContext } from './step-card';

/** The line, and around it a wider one that is not seen, to catch the hand; from far away nobody aims at a line. */
export const ArrowLine = memo(function ArrowLine(props: EdgeProps) {
  const [path] = getSmoothStepPath({ ...props, borderRadius: 6 });
  const isNear = useContext(DistanceContext) === 'near';
  return (
    <>
      <path d={path} fill="none" className="react-flow__edge-path" />
      {isNear && (
        <path d={path} fill="none" strokeOpacity={0} strokeWidth={20} className="react-flow__edge-interaction" />
      )}
    </>
  );
});
