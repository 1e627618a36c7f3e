'use client';
import type { Position } from '@/engine/workflow/schema';
import { ask } from './open-canvas';
import { roomAround } from './start-view';
import type { BoardState } from './use-board';

/** Draws everything anew, as one edit that can be taken back. Otherwise only what changes ever moves. */
export function useArrange(workflowId: string, board: BoardState): () => void {
  return () => {
    const arrange = async () => {
      await board.editor.flush();
      const positions = await ask<Record<string, Position>>(`/api/workflows/${workflowId}/arranged`);
      if (Object.keys(positions).length > 0) board.edit([{ type: 'move-nodes', positions }]);
      requestAnimationFrame(() => void board.flow.fitView({ padding: roomAround, maxZoom: 1 }));
    };
    arrange().catch((error: unknown) => board.editor.say(error instanceof Error ? error.message : String(error)));
  };
}
