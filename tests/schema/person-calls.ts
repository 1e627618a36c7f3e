import * as approvals from '@/database/approvals';
import * as attachmentRows from '@/database/attachment-rows';
import * as attachments from '@/database/attachments';
import * as bindings from '@/database/bind-credential';
import * as calls from '@/database/called-runs';
import * as changes from '@/database/change-workflow';
import * as streams from '@/database/chat-streams';
import * as chats from '@/database/chats';
import type { Transaction } from '@/database/connection';
import * as credentials from '@/database/credentials';
import * as duplicates from '@/database/duplicate-workflow';
import * as executions from '@/database/executions';
import * as httpServices from '@/database/http-services';
import * as imports from '@/database/import-workflow';
import * as integrations from '@/database/integrations';
import * as invitations from '@/database/invitations';
import * as models from '@/database/models';
import * as preferences from '@/database/preferences';
import * as files from '@/database/run-files';
import * as runs from '@/database/run-list';
import * as retention from '@/database/run-retention';
import * as waits from '@/database/run-waits';
import * as searches from '@/database/search';
import * as shares from '@/database/shares';
import * as columns from '@/database/table-columns';
import * as csv from '@/database/table-csv';
import * as rows from '@/database/table-rows';
import * as tables from '@/database/tables';
import * as teamModels from '@/database/team-models';
import * as teams from '@/database/teams';
import * as templates from '@/database/templates';
import * as triggers from '@/database/triggers';
import * as usage from '@/database/usage';
import * as versionNames from '@/database/version-names';
import * as versions from '@/database/versions';
import * as overview from '@/database/workflow-overview';
import * as workflows from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { idOf } from '@/tests/support/big-database';
import {
  after,
  chatId,
  editor,
  executionId,
  file,
  fileId,
  keyId,
  message,
  missing,
  nodeId,
  other,
  page,
  streamId,
  subject,
  tableId,
  teamId,
  waitId,
  workflowId,
} from './call-subjects';

/** Every way in which the app asks the database as a person, by the function that asks. */
export const asPerson: Readonly<Record<string, (tx: Transaction) => Promise<unknown>>> = {
  createApproval: tx => approvals.createApproval(tx, subject),
  consumeApproval: async tx => {
    await approvals.createApproval(tx, subject);
    await approvals.consumeApproval(tx, subject);
  },
  readAttachedItems: tx => attachmentRows.readAttachedItems(tx, { chatId, name: 'a.csv' }),
  addAttachment: tx =>
    attachments.addAttachment(tx, {
      name: 'b',
      kind: 'text',
      mediaType: 'text/plain',
      content: Buffer.from('x'),
      text: 'x',
    }),
  sendAttachments: tx => attachments.sendAttachments(tx, { chatId, ids: [fileId] }),
  listAttachments: tx => attachments.listAttachments(tx, { chatId }),
  readAttachmentContent: tx => attachments.readAttachmentContent(tx, { id: fileId }),
  removeAttachment: tx => attachments.removeAttachment(tx, { id: fileId }),
  bindCredential: tx => bindings.bindCredential(tx, { workflowId, nodeId, credentialId: keyId, nodeTypes }),
  changeWorkflow: tx =>
    changes.changeWorkflow(tx, {
      ...editor,
      baseVersion: 1,
      changes: [
        { type: 'add-node', node: { key: 'more', type: 'core.set' } },
        { type: 'update-workflow', description: 'x' },
      ],
    }),
  restoreVersion: tx => changes.restoreVersion(tx, { ...editor, version: 1 }),
  undoLastChange: async tx => {
    await changes.renameWorkflow(tx, { ...editor, name: 'Other' });
    await changes.undoLastChange(tx, editor);
  },
  renameWorkflow: tx => changes.renameWorkflow(tx, { ...editor, name: 'Other' }),
  startStream: tx => streams.startStream(tx, { chatId, streamId: crypto.randomUUID() }),
  appendChunks: tx => streams.appendChunks(tx, { streamId, position: 1, chunks: ['a', 'b'] }),
  leaveStream: tx => streams.leaveStream(tx, { chatId, streamId }),
  finishStream: tx => streams.finishStream(tx, { chatId, streamId }),
  seeStream: tx => streams.seeStream(tx, { streamId }),
  findLostStream: tx => streams.findLostStream(tx, { chatId }),
  hasStream: tx => streams.hasStream(tx, { chatId, streamId }),
  readChunks: tx => streams.readChunks(tx, { streamId, from: 0 }),
  listChats: tx => chats.listChats(tx, { ...page, after: { ...after, id: chatId } }),
  openChat: tx => chats.openChat(tx, { chatId, title: 'x' }),
  findChat: tx => chats.findChat(tx, { chatId }),
  readChat: tx => chats.readChat(tx, { chatId }),
  readConversation: tx => chats.readConversation(tx, { chatId }),
  renameChat: tx => chats.renameChat(tx, { chatId, title: 'y' }),
  linkWorkflow: tx => chats.linkWorkflow(tx, { chatId, workflowId }),
  deleteChat: tx => chats.deleteChat(tx, { chatId }),
  readMessages: tx => chats.readMessages(tx, { chatId }),
  saveMessages: tx => chats.saveMessages(tx, { chatId, messages: [message('1'), message('2')] }),
  listIntegrations: tx => credentials.listIntegrations(tx),
  readUsage: tx => usage.readUsage(tx, { days: 30 }),
  rollUpUsage: tx => usage.rollUpUsage(tx),
  readRunRetention: tx => retention.readRunRetention(tx, { standardDays: null }),
  'readRunRetention of one': tx => retention.readRunRetention(tx, { workflowId, standardDays: null }),
  recordEvent: tx => usage.recordEvent(tx, { event: 'failure_explained', data: {} }),
  listHttpServices: tx => httpServices.listHttpServices(tx),
  listCredentials: tx => credentials.listCredentials(tx),
  setExpiry: tx => credentials.setExpiry(tx, { credentialId: keyId, expiresAt: null }),
  addIntegration: tx => integrations.addIntegration(tx, { title: 'Own', form: { api_key: 'string' } }),
  changeIntegration: tx =>
    integrations.changeIntegration(tx, { name: 'service-1', title: 'Own', form: { api_key: 'string' } }),
  listOwnIntegrations: tx => integrations.listOwnIntegrations(tx),
  listIntegrationDependants: tx => integrations.listIntegrationDependants(tx, { name: 'service-1' }),
  removeIntegration: tx => integrations.removeIntegration(tx, { name: 'service-1' }),
  listDependants: tx => credentials.listDependants(tx, { credentialId: keyId }),
  duplicateWorkflow: tx => duplicates.duplicateWorkflow(tx, { workflowId, author: 'user' }),
  createExecution: tx =>
    executions.createExecution(tx, {
      ...{ workflowId, version: 1, mode: 'verify', triggerNodeId: nodeId, items: [], startedBy: 'person' },
    }),
  findExecution: tx => executions.findExecution(tx, { executionId }),
  findExecutionState: tx => executions.findExecutionState(tx, { executionId }),
  readExecution: tx => executions.readExecution(tx, { executionId }),
  readRecordsAfter: tx => executions.readRecordsAfter(tx, { executionId, seq: 0 }),
  findPayloads: tx => executions.findPayloads(tx, { executionId, hashes: ['h'.repeat(43)] }),
  readStatuses: tx => executions.readStatuses(tx, { executionId }),
  listExecutions: tx => executions.listExecutions(tx, { workflowId, limit: 50 }),
  'listExecutions of all': tx => executions.listExecutions(tx, page),
  findLastExecution: tx => executions.findLastExecution(tx, { workflowId }),
  requestCancel: tx => executions.requestCancel(tx, { executionId }),
  findLastNodeExecution: tx => executions.findLastNodeExecution(tx, { workflowId, nodeId }),
  importWorkflow: tx =>
    imports.importWorkflow(tx, {
      document: { name: 'I', description: '', settings: {}, nodes: [], connections: [] } as never,
      nodeTypes,
    }),
  invite: tx => invitations.invite(tx, { teamId, email: 'x@y.test', role: 'member' }),
  listInvitations: tx => invitations.listInvitations(tx, { teamId }),
  withdrawInvitation: async tx => {
    const { id } = await invitations.invite(tx, { teamId, email: 'x@y.test', role: 'member' });
    await invitations.withdrawInvitation(tx, { invitationId: id });
  },
  acceptInvitation: tx => invitations.acceptInvitation(tx, { token: 'none' }).catch(missing),
  listModelRows: tx => models.listModelRows(tx),
  readChatModel: tx => models.readChatModel(tx, { chatId }),
  chooseChatModel: tx => models.chooseChatModel(tx, { chatId, model: 'x' }),
  addUsageRows: tx =>
    models.addUsageRows(tx, {
      calls: [{ model: 'x', usage: { inputTokens: 1, outputTokens: 1, costUsd: null } }],
      chatId,
    }),
  readUsageOfExecution: tx => models.readUsageOfExecution(tx, { executionId }),
  readUsageSince: tx => models.readUsageSince(tx, { since: new Date(Date.now() - 86_400_000) }),
  readPreferences: tx => preferences.readPreferences(tx),
  savePreferences: tx => preferences.savePreferences(tx, { model: 'x' }),
  listRuns: tx => runs.listRuns(tx, page),
  'listRuns by status': tx => runs.listRuns(tx, { ...page, status: 'failed', hours: 24 }),
  'listRuns of one': tx => runs.listRuns(tx, { ...page, workflowId, before: executionId }),
  listRunWorkflows: tx => runs.listRunWorkflows(tx),
  search: tx => searches.search(tx, { query: 'workflow 51' }),
  'search steps': tx => searches.search(tx, { query: 'word51' }),
  'search conversations': tx => searches.search(tx, { query: 'said51' }),
  listShares: tx => shares.listShares(tx, { workflowId }),
  shareWithPerson: tx => shares.shareWithPerson(tx, { workflowId, email: 'person9@big.test', permission: 'run' }),
  shareWithTeam: tx => shares.shareWithTeam(tx, { workflowId, teamId, permission: 'run' }),
  createShareLink: tx => shares.createShareLink(tx, { workflowId, permission: 'view' }),
  openShareLink: tx => shares.openShareLink(tx, { token: 'link 1' }),
  changeShare: tx => shares.changeShare(tx, { shareId: idOf('link', 1), permission: 'edit' }),
  revokeShare: tx => shares.revokeShare(tx, { shareId: idOf('link', 1) }),
  setVisibility: tx => shares.setVisibility(tx, { workflowId, visibility: 'public', teamId: null }),
  readVisibility: tx => shares.readVisibility(tx, { workflowId }),
  readGiven: tx => shares.readGiven(tx, { workflowId }),
  readPermission: tx => shares.readPermission(tx, { workflowId }),
  renameColumn: tx => columns.renameColumn(tx, { tableId, from: 'name', to: 'title' }),
  deleteColumn: tx => columns.deleteColumn(tx, { tableId, column: 'name' }),
  importCsv: tx => csv.importCsv(tx, { tableId, text: 'name\nx' }),
  exportCsv: tx => csv.exportCsv(tx, { tableId }),
  listRows: tx => rows.listRows(tx, { tableId, limit: 50, after: 10 }),
  appendRows: async tx =>
    rows.appendRows(tx, { table: await tables.readTable(tx, { tableId }), items: [{ name: 'x' }] }),
  addRow: tx => rows.addRow(tx, { tableId }),
  editCell: tx => rows.editCell(tx, { tableId, rowId: 1, column: 'name', value: 'x' }),
  deleteRows: tx => rows.deleteRows(tx, { tableId, rowIds: [1, 2] }),
  listTables: tx => tables.listTables(tx),
  listTablesSummary: tx => tables.listTablesSummary(tx),
  countRows: tx => tables.countRows(tx, { tableId }),
  readTable: tx => tables.readTable(tx, { tableId, lock: true }),
  findTable: tx => tables.findTable(tx, { name: 'table1' }),
  createTable: tx => tables.createTable(tx, { name: 'mine', columns: ['a'] }),
  renameTable: tx => tables.renameTable(tx, { tableId, name: 'other' }),
  deleteTable: tx => tables.deleteTable(tx, { tableId }),
  addColumns: async tx => tables.addColumns(tx, { table: await tables.readTable(tx, { tableId }), columns: ['b'] }),
  listTeamModels: tx => teamModels.listTeamModels(tx, { teamId }),
  switchTeamModel: tx => teamModels.switchTeamModel(tx, { teamId, model: 'built-in', isEnabled: false }),
  listTeams: tx => teams.listTeams(tx),
  readTeam: tx => teams.readTeam(tx, { teamId }),
  createTeam: tx => teams.createTeam(tx, { name: 'New' }),
  renameTeam: tx => teams.renameTeam(tx, { teamId, name: 'New' }),
  deleteTeam: tx => teams.deleteTeam(tx, { teamId }),
  listTeamWorkflows: tx => teams.listTeamWorkflows(tx, { teamId }),
  listMembers: tx => teams.listMembers(tx, { teamId }),
  changeRole: tx => teams.changeRole(tx, { teamId: idOf('team', 2), userId: other, role: 'viewer' }).catch(missing),
  removeMember: tx => teams.removeMember(tx, { teamId, userId: other }).catch(missing),
  listTemplates: tx => templates.listTemplates(tx),
  readTemplate: tx => templates.readTemplate(tx, { templateId: idOf('template', 1) }),
  saveTemplate: tx => templates.saveTemplate(tx, { name: 'x', description: '', category: 'own', data: {} as never }),
  deleteTemplate: tx => templates.deleteTemplate(tx, { templateId: idOf('template', 1) }),
  countUse: tx => templates.countUse(tx, { templateId: idOf('template', 1) }),
  listTriggers: tx => triggers.listTriggers(tx, { workflowId }),
  ensureTriggers: tx => triggers.ensureTriggers(tx, { workflowId, sources: [] }),
  activateTriggers: tx => triggers.activateTriggers(tx, { workflowId, sources: [] }),
  deactivateTriggers: tx => triggers.deactivateTriggers(tx, { workflowId }),
  setActiveVersion: tx => triggers.setActiveVersion(tx, { workflowId, version: 1 }),
  readActiveVersion: tx => triggers.readActiveVersion(tx, { workflowId }),
  mayEditTriggers: tx => triggers.mayEditTriggers(tx, { workflowId }),
  nameVersion: tx => versionNames.nameVersion(tx, { workflowId, version: 1, name: 'x' }),
  listVersions: tx => versions.listVersions(tx, { workflowId, limit: 50, before: 9 }),
  readVersion: tx => versions.readVersion(tx, { workflowId, version: 1 }),
  readChangesSince: tx => versions.readChangesSince(tx, { workflowId, baseVersion: 0 }),
  listOverview: tx => overview.listOverview(tx, { ...page, after }),
  'listOverview by tag': tx => overview.listOverview(tx, { ...page, tag: 'tag1' }),
  readTags: tx => overview.readTags(tx, { workflowId }),
  listTags: tx => overview.listTags(tx),
  tagWorkflows: tx => overview.tagWorkflows(tx, { ids: [workflowId], tag: 'x', on: true }),
  deleteWorkflows: tx => overview.deleteWorkflows(tx, { ids: [workflowId] }),
  createWorkflow: tx => workflows.createWorkflow(tx, { name: 'New' }),
  readWorkflowName: tx => workflows.readWorkflowName(tx, { workflowId }),
  findCallable: tx => calls.findCallable(tx, { workflow: 'work1' }),
  listCallableNames: tx => calls.listCallableNames(tx),
  readRelatedRuns: tx => calls.readRelatedRuns(tx, { executionId }),
  listApprovals: tx => waits.listApprovals(tx, { executionId }),
  readApproval: tx => waits.readApproval(tx, { id: waitId }),
  decide: tx => waits.decide(tx, { id: waitId, decision: 'approved', values: {} }),
  readRunFile: tx => files.readRunFile(tx, { id: file }).catch(missing),
  readDraft: tx => workflows.readDraft(tx, { workflowId, lock: true }),
  listWorkflows: tx => workflows.listWorkflows(tx, { ...page, search: 'work', after }),
  listWorkflowsSummary: tx => workflows.listWorkflowsSummary(tx, page),
  deleteWorkflow: tx => workflows.deleteWorkflow(tx, { workflowId }),
};
