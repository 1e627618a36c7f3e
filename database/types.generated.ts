// Written by generate-types.ts from the live schema. Do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  auth: {
    Tables: {
      flow_state: {
        Row: {
          auth_code: string;
          auth_code_issued_at: string | null;
          authentication_method: string;
          code_challenge: string | null;
          code_challenge_method: string | null;
          created_at: string;
          id: string;
          provider_code_verifier: string | null;
          provider_type: string;
          redirect_to: string | null;
          updated_at: string;
          user_id: string | null;
        };
        Insert: {
          auth_code: string;
          auth_code_issued_at?: string | null;
          authentication_method: string;
          code_challenge?: string | null;
          code_challenge_method?: string | null;
          created_at?: string;
          id?: string;
          provider_code_verifier?: string | null;
          provider_type: string;
          redirect_to?: string | null;
          updated_at?: string;
          user_id?: string | null;
        };
        Update: {
          auth_code?: string;
          auth_code_issued_at?: string | null;
          authentication_method?: string;
          code_challenge?: string | null;
          code_challenge_method?: string | null;
          created_at?: string;
          id?: string;
          provider_code_verifier?: string | null;
          provider_type?: string;
          redirect_to?: string | null;
          updated_at?: string;
          user_id?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'flow_state_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      identities: {
        Row: {
          created_at: string;
          email: string | null;
          id: string;
          identity_data: Json;
          last_sign_in_at: string | null;
          provider: string;
          provider_id: string;
          updated_at: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          email?: never;
          id?: string;
          identity_data?: Json;
          last_sign_in_at?: string | null;
          provider: string;
          provider_id: string;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          email?: never;
          id?: string;
          identity_data?: Json;
          last_sign_in_at?: string | null;
          provider?: string;
          provider_id?: string;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'identities_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      one_time_tokens: {
        Row: {
          created_at: string;
          expires_at: string;
          id: string;
          relates_to: string;
          token_hash: string;
          token_type: string;
          updated_at: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          expires_at?: string;
          id?: string;
          relates_to?: string;
          token_hash: string;
          token_type?: string;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          expires_at?: string;
          id?: string;
          relates_to?: string;
          token_hash?: string;
          token_type?: string;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'one_time_tokens_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      rate_limits: {
        Row: {
          empty_at: string;
          key: string;
        };
        Insert: {
          empty_at: string;
          key: string;
        };
        Update: {
          empty_at?: string;
          key?: string;
        };
        Relationships: [
        ];
      };
      refresh_tokens: {
        Row: {
          created_at: string;
          id: number;
          parent: string | null;
          revoked: boolean;
          session_id: string;
          token: string;
          updated_at: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          id?: never;
          parent?: string | null;
          revoked?: boolean;
          session_id: string;
          token: string;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          id?: never;
          parent?: string | null;
          revoked?: boolean;
          session_id?: string;
          token?: string;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'refresh_tokens_session_id_fkey'; columns: ['session_id']; isOneToOne: false; referencedRelation: 'sessions'; referencedColumns: ['id'] },
          { foreignKeyName: 'refresh_tokens_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      sessions: {
        Row: {
          created_at: string;
          id: string;
          ip: string | null;
          not_after: string | null;
          refreshed_at: string | null;
          updated_at: string;
          user_agent: string | null;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          id?: string;
          ip?: string | null;
          not_after?: string | null;
          refreshed_at?: string | null;
          updated_at?: string;
          user_agent?: string | null;
          user_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          ip?: string | null;
          not_after?: string | null;
          refreshed_at?: string | null;
          updated_at?: string;
          user_agent?: string | null;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'sessions_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      users: {
        Row: {
          aud: string;
          banned_until: string | null;
          confirmation_sent_at: string | null;
          created_at: string;
          deleted_at: string | null;
          email: string | null;
          email_change: string | null;
          email_change_sent_at: string | null;
          email_confirmed_at: string | null;
          encrypted_password: string | null;
          id: string;
          is_anonymous: boolean;
          last_sign_in_at: string | null;
          raw_app_meta_data: Json;
          raw_user_meta_data: Json;
          recovery_sent_at: string | null;
          role: string;
          updated_at: string;
        };
        Insert: {
          aud?: string;
          banned_until?: string | null;
          confirmation_sent_at?: string | null;
          created_at?: string;
          deleted_at?: string | null;
          email?: string | null;
          email_change?: string | null;
          email_change_sent_at?: string | null;
          email_confirmed_at?: string | null;
          encrypted_password?: string | null;
          id?: string;
          is_anonymous?: boolean;
          last_sign_in_at?: string | null;
          raw_app_meta_data?: Json;
          raw_user_meta_data?: Json;
          recovery_sent_at?: string | null;
          role?: string;
          updated_at?: string;
        };
        Update: {
          aud?: string;
          banned_until?: string | null;
          confirmation_sent_at?: string | null;
          created_at?: string;
          deleted_at?: string | null;
          email?: string | null;
          email_change?: string | null;
          email_change_sent_at?: string | null;
          email_confirmed_at?: string | null;
          encrypted_password?: string | null;
          id?: string;
          is_anonymous?: boolean;
          last_sign_in_at?: string | null;
          raw_app_meta_data?: Json;
          raw_user_meta_data?: Json;
          recovery_sent_at?: string | null;
          role?: string;
          updated_at?: string;
        };
        Relationships: [
        ];
      };
    };
    Views: { [_ in never]: never };
    Functions: { [_ in never]: never };
    Enums: { [_ in never]: never };
    CompositeTypes: { [_ in never]: never };
  };
  public: {
    Tables: {
      ai_models: {
        Row: {
          capabilities: string[];
          configuration: Json;
          context_tokens: number | null;
          created_at: string;
          display_name: string;
          id: string;
          is_active: boolean;
          model_type: string;
          name: string;
          prices: Json | null;
          provider: string;
          updated_at: string;
        };
        Insert: {
          capabilities?: string[];
          configuration?: Json;
          context_tokens?: number | null;
          created_at?: string;
          display_name: string;
          id?: string;
          is_active?: boolean;
          model_type: string;
          name: string;
          prices?: Json | null;
          provider: string;
          updated_at?: string;
        };
        Update: {
          capabilities?: string[];
          configuration?: Json;
          context_tokens?: number | null;
          created_at?: string;
          display_name?: string;
          id?: string;
          is_active?: boolean;
          model_type?: string;
          name?: string;
          prices?: Json | null;
          provider?: string;
          updated_at?: string;
        };
        Relationships: [
        ];
      };
      approvals: {
        Row: {
          chat_id: string;
          created_at: string;
          expires_at: string;
          id: string;
          owner_id: string;
          subject_hash: string;
          tool_call_id: string;
          used_at: string | null;
        };
        Insert: {
          chat_id: string;
          created_at?: string;
          expires_at?: string;
          id?: string;
          owner_id?: string;
          subject_hash: string;
          tool_call_id: string;
          used_at?: string | null;
        };
        Update: {
          chat_id?: string;
          created_at?: string;
          expires_at?: string;
          id?: string;
          owner_id?: string;
          subject_hash?: string;
          tool_call_id?: string;
          used_at?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'approvals_chat_id_fkey'; columns: ['chat_id']; isOneToOne: false; referencedRelation: 'chats'; referencedColumns: ['id'] },
          { foreignKeyName: 'approvals_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      chat_attachments: {
        Row: {
          chat_id: string | null;
          content: string;
          created_at: string;
          id: string;
          kind: string;
          media_type: string;
          name: string;
          owner_id: string;
          text: string | null;
        };
        Insert: {
          chat_id?: string | null;
          content: string;
          created_at?: string;
          id?: string;
          kind: string;
          media_type: string;
          name: string;
          owner_id?: string;
          text?: string | null;
        };
        Update: {
          chat_id?: string | null;
          content?: string;
          created_at?: string;
          id?: string;
          kind?: string;
          media_type?: string;
          name?: string;
          owner_id?: string;
          text?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'chat_attachments_chat_id_fkey'; columns: ['chat_id']; isOneToOne: false; referencedRelation: 'chats'; referencedColumns: ['id'] },
          { foreignKeyName: 'chat_attachments_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      chat_messages: {
        Row: {
          chat_id: string;
          created_at: string;
          id: string;
          metadata: Json | null;
          parts: Json;
          position: number;
          role: string;
        };
        Insert: {
          chat_id: string;
          created_at?: string;
          id: string;
          metadata?: Json | null;
          parts: Json;
          position: number;
          role: string;
        };
        Update: {
          chat_id?: string;
          created_at?: string;
          id?: string;
          metadata?: Json | null;
          parts?: Json;
          position?: number;
          role?: string;
        };
        Relationships: [
          { foreignKeyName: 'chat_messages_chat_id_fkey'; columns: ['chat_id']; isOneToOne: false; referencedRelation: 'chats'; referencedColumns: ['id'] },
        ];
      };
      chat_stream_chunks: {
        Row: {
          chunk: string;
          position: number;
          stream_id: string;
        };
        Insert: {
          chunk: string;
          position: number;
          stream_id: string;
        };
        Update: {
          chunk?: string;
          position?: number;
          stream_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'chat_stream_chunks_stream_id_fkey'; columns: ['stream_id']; isOneToOne: false; referencedRelation: 'chat_streams'; referencedColumns: ['id'] },
        ];
      };
      chat_streams: {
        Row: {
          chat_id: string;
          finished_at: string | null;
          id: string;
          seen_at: string;
          started_at: string;
        };
        Insert: {
          chat_id: string;
          finished_at?: string | null;
          id?: string;
          seen_at?: string;
          started_at?: string;
        };
        Update: {
          chat_id?: string;
          finished_at?: string | null;
          id?: string;
          seen_at?: string;
          started_at?: string;
        };
        Relationships: [
          { foreignKeyName: 'chat_streams_chat_id_fkey'; columns: ['chat_id']; isOneToOne: false; referencedRelation: 'chats'; referencedColumns: ['id'] },
        ];
      };
      chats: {
        Row: {
          active_stream_id: string | null;
          created_at: string;
          id: string;
          model: string | null;
          owner_id: string;
          title: string;
          updated_at: string;
          workflow_id: string | null;
        };
        Insert: {
          active_stream_id?: string | null;
          created_at?: string;
          id?: string;
          model?: string | null;
          owner_id?: string;
          title?: string;
          updated_at?: string;
          workflow_id?: string | null;
        };
        Update: {
          active_stream_id?: string | null;
          created_at?: string;
          id?: string;
          model?: string | null;
          owner_id?: string;
          title?: string;
          updated_at?: string;
          workflow_id?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'chats_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'chats_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
        ];
      };
      data_rows: {
        Row: {
          created_at: string;
          id: number;
          table_id: string;
          updated_at: string;
          values: Json;
        };
        Insert: {
          created_at?: string;
          id: number;
          table_id: string;
          updated_at?: string;
          values: Json;
        };
        Update: {
          created_at?: string;
          id?: number;
          table_id?: string;
          updated_at?: string;
          values?: Json;
        };
        Relationships: [
          { foreignKeyName: 'data_rows_table_id_fkey'; columns: ['table_id']; isOneToOne: false; referencedRelation: 'data_tables'; referencedColumns: ['id'] },
        ];
      };
      data_tables: {
        Row: {
          columns: string[];
          created_at: string;
          id: string;
          last_row_id: number;
          name: string;
          owner_id: string;
          updated_at: string;
        };
        Insert: {
          columns?: string[];
          created_at?: string;
          id?: string;
          last_row_id?: number;
          name: string;
          owner_id?: string;
          updated_at?: string;
        };
        Update: {
          columns?: string[];
          created_at?: string;
          id?: string;
          last_row_id?: number;
          name?: string;
          owner_id?: string;
          updated_at?: string;
        };
        Relationships: [
          { foreignKeyName: 'data_tables_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      document_collections: {
        Row: {
          created_at: string;
          dimensions: number;
          id: string;
          model: string;
          name: string;
          owner_id: string;
        };
        Insert: {
          created_at?: string;
          dimensions: number;
          id?: string;
          model: string;
          name: string;
          owner_id?: string;
        };
        Update: {
          created_at?: string;
          dimensions?: number;
          id?: string;
          model?: string;
          name?: string;
          owner_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'document_collections_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      document_passages: {
        Row: {
          collection_id: string;
          created_at: string;
          embedding: number[];
          page: number | null;
          position: number;
          source: string;
          text: string;
        };
        Insert: {
          collection_id: string;
          created_at?: string;
          embedding: number[];
          page?: number | null;
          position: number;
          source: string;
          text: string;
        };
        Update: {
          collection_id?: string;
          created_at?: string;
          embedding?: number[];
          page?: number | null;
          position?: number;
          source?: string;
          text?: string;
        };
        Relationships: [
          { foreignKeyName: 'document_passages_collection_id_fkey'; columns: ['collection_id']; isOneToOne: false; referencedRelation: 'document_collections'; referencedColumns: ['id'] },
        ];
      };
      form_submissions: {
        Row: {
          created_at: string;
          form_id: string;
          id: string;
          sender: string;
          token_hash: string;
        };
        Insert: {
          created_at?: string;
          form_id: string;
          id?: string;
          sender: string;
          token_hash: string;
        };
        Update: {
          created_at?: string;
          form_id?: string;
          id?: string;
          sender?: string;
          token_hash?: string;
        };
        Relationships: [
          { foreignKeyName: 'form_submissions_form_id_fkey'; columns: ['form_id']; isOneToOne: false; referencedRelation: 'workflow_triggers'; referencedColumns: ['id'] },
        ];
      };
      integrations: {
        Row: {
          auth_type: string;
          category: string;
          config_schema: Json;
          created_at: string;
          description: string;
          display_name: string;
          http: Json | null;
          icon: string | null;
          id: string;
          is_active: boolean;
          is_custom: boolean;
          name: string;
          owner_id: string | null;
          updated_at: string;
        };
        Insert: {
          auth_type?: string;
          category: string;
          config_schema?: Json;
          created_at?: string;
          description?: string;
          display_name: string;
          http?: Json | null;
          icon?: string | null;
          id?: string;
          is_active?: boolean;
          is_custom?: never;
          name: string;
          owner_id?: string | null;
          updated_at?: string;
        };
        Update: {
          auth_type?: string;
          category?: string;
          config_schema?: Json;
          created_at?: string;
          description?: string;
          display_name?: string;
          http?: Json | null;
          icon?: string | null;
          id?: string;
          is_active?: boolean;
          is_custom?: never;
          name?: string;
          owner_id?: string | null;
          updated_at?: string;
        };
        Relationships: [
          { foreignKeyName: 'integrations_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      model_usage: {
        Row: {
          chat_id: string | null;
          cost_usd: number | null;
          created_at: string;
          execution_id: string | null;
          id: string;
          input_tokens: number;
          model: string;
          node_key: string | null;
          output_tokens: number;
          user_id: string;
        };
        Insert: {
          chat_id?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          execution_id?: string | null;
          id?: string;
          input_tokens: number;
          model: string;
          node_key?: string | null;
          output_tokens: number;
          user_id?: string;
        };
        Update: {
          chat_id?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          execution_id?: string | null;
          id?: string;
          input_tokens?: number;
          model?: string;
          node_key?: string | null;
          output_tokens?: number;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'model_usage_chat_id_fkey'; columns: ['chat_id']; isOneToOne: false; referencedRelation: 'chats'; referencedColumns: ['id'] },
          { foreignKeyName: 'model_usage_execution_id_fkey'; columns: ['execution_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
          { foreignKeyName: 'model_usage_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      node_executions: {
        Row: {
          attempt: number;
          cost_usd: number | null;
          effect: string;
          error: Json | null;
          error_class: string | null;
          execution_id: string;
          finished_at: string | null;
          given: string | null;
          input_tokens: number | null;
          label: string;
          node_id: string;
          node_key: string;
          origins: Json;
          output_tokens: number | null;
          outputs: Json;
          resolutions: Json;
          resolved_params: Json | null;
          seq: number;
          simulated: boolean;
          sources: Json;
          started_at: string;
          status: string;
          type: string;
          wake_at: string | null;
        };
        Insert: {
          attempt?: number;
          cost_usd?: number | null;
          effect?: string;
          error?: Json | null;
          error_class?: never;
          execution_id: string;
          finished_at?: string | null;
          given?: string | null;
          input_tokens?: number | null;
          label: string;
          node_id: string;
          node_key: string;
          origins?: Json;
          output_tokens?: number | null;
          outputs?: Json;
          resolutions?: Json;
          resolved_params?: Json | null;
          seq: number;
          simulated?: boolean;
          sources?: Json;
          started_at: string;
          status: string;
          type: string;
          wake_at?: string | null;
        };
        Update: {
          attempt?: number;
          cost_usd?: number | null;
          effect?: string;
          error?: Json | null;
          error_class?: never;
          execution_id?: string;
          finished_at?: string | null;
          given?: string | null;
          input_tokens?: number | null;
          label?: string;
          node_id?: string;
          node_key?: string;
          origins?: Json;
          output_tokens?: number | null;
          outputs?: Json;
          resolutions?: Json;
          resolved_params?: Json | null;
          seq?: number;
          simulated?: boolean;
          sources?: Json;
          started_at?: string;
          status?: string;
          type?: string;
          wake_at?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'node_executions_execution_id_fkey'; columns: ['execution_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
        ];
      };
      run_files: {
        Row: {
          content: string;
          created_at: string;
          execution_id: string;
          id: string;
          media_type: string;
          name: string;
          owner_id: string;
        };
        Insert: {
          content: string;
          created_at?: string;
          execution_id: string;
          id?: string;
          media_type: string;
          name: string;
          owner_id: string;
        };
        Update: {
          content?: string;
          created_at?: string;
          execution_id?: string;
          id?: string;
          media_type?: string;
          name?: string;
          owner_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'run_files_execution_id_fkey'; columns: ['execution_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
          { foreignKeyName: 'run_files_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      run_payloads: {
        Row: {
          body: string;
          execution_id: string;
          hash: string;
        };
        Insert: {
          body: string;
          execution_id: string;
          hash: string;
        };
        Update: {
          body?: string;
          execution_id?: string;
          hash?: string;
        };
        Relationships: [
          { foreignKeyName: 'run_payloads_execution_id_fkey'; columns: ['execution_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
        ];
      };
      run_turns: {
        Row: {
          execution_id: string;
          group_id: string;
          held_at: string | null;
          taken_at: string | null;
        };
        Insert: {
          execution_id: string;
          group_id: string;
          held_at?: string | null;
          taken_at?: string | null;
        };
        Update: {
          execution_id?: string;
          group_id?: string;
          held_at?: string | null;
          taken_at?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'run_turns_execution_id_fkey'; columns: ['execution_id']; isOneToOne: true; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
        ];
      };
      run_waits: {
        Row: {
          answer: Json;
          answered_as: string | null;
          answered_at: string | null;
          answered_by: string | null;
          asks: Json;
          created_at: string;
          execution_id: string;
          id: string;
          kind: string;
          name: string;
          outcome: string | null;
          taken_at: string | null;
          told_at: string | null;
          until: string | null;
          who: string;
        };
        Insert: {
          answer?: Json;
          answered_as?: string | null;
          answered_at?: string | null;
          answered_by?: string | null;
          asks?: Json;
          created_at?: string;
          execution_id: string;
          id?: string;
          kind: string;
          name: string;
          outcome?: string | null;
          taken_at?: string | null;
          told_at?: string | null;
          until?: string | null;
          who?: string;
        };
        Update: {
          answer?: Json;
          answered_as?: string | null;
          answered_at?: string | null;
          answered_by?: string | null;
          asks?: Json;
          created_at?: string;
          execution_id?: string;
          id?: string;
          kind?: string;
          name?: string;
          outcome?: string | null;
          taken_at?: string | null;
          told_at?: string | null;
          until?: string | null;
          who?: string;
        };
        Relationships: [
          { foreignKeyName: 'run_waits_answered_by_fkey'; columns: ['answered_by']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'run_waits_execution_id_fkey'; columns: ['execution_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
        ];
      };
      schema_migrations: {
        Row: {
          applied_at: string;
          applied_by: string | null;
          earlier: string[];
          hash: string;
          name: string;
        };
        Insert: {
          applied_at?: string;
          applied_by?: string | null;
          earlier?: string[];
          hash: string;
          name: string;
        };
        Update: {
          applied_at?: string;
          applied_by?: string | null;
          earlier?: string[];
          hash?: string;
          name?: string;
        };
        Relationships: [
        ];
      };
      table_writes: {
        Row: {
          created_at: string;
          key: string;
          owner_id: string;
          result: Json;
        };
        Insert: {
          created_at?: string;
          key: string;
          owner_id?: string;
          result?: Json;
        };
        Update: {
          created_at?: string;
          key?: string;
          owner_id?: string;
          result?: Json;
        };
        Relationships: [
          { foreignKeyName: 'table_writes_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      team_invitations: {
        Row: {
          accepted_at: string | null;
          accepted_by: string | null;
          created_at: string;
          email: string;
          expires_at: string;
          id: string;
          invited_by: string | null;
          role: string;
          team_id: string;
          token_hash: string;
        };
        Insert: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email: string;
          expires_at?: string;
          id?: string;
          invited_by?: string | null;
          role?: string;
          team_id: string;
          token_hash: string;
        };
        Update: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email?: string;
          expires_at?: string;
          id?: string;
          invited_by?: string | null;
          role?: string;
          team_id?: string;
          token_hash?: string;
        };
        Relationships: [
          { foreignKeyName: 'team_invitations_accepted_by_fkey'; columns: ['accepted_by']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'team_invitations_invited_by_fkey'; columns: ['invited_by']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'team_invitations_team_id_fkey'; columns: ['team_id']; isOneToOne: false; referencedRelation: 'teams'; referencedColumns: ['id'] },
        ];
      };
      team_members: {
        Row: {
          invited_by: string | null;
          joined_at: string;
          role: string;
          team_id: string;
          user_id: string;
        };
        Insert: {
          invited_by?: string | null;
          joined_at?: string;
          role?: string;
          team_id: string;
          user_id: string;
        };
        Update: {
          invited_by?: string | null;
          joined_at?: string;
          role?: string;
          team_id?: string;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'team_members_invited_by_fkey'; columns: ['invited_by']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'team_members_team_id_fkey'; columns: ['team_id']; isOneToOne: false; referencedRelation: 'teams'; referencedColumns: ['id'] },
          { foreignKeyName: 'team_members_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      team_models: {
        Row: {
          is_enabled: boolean;
          model_id: string;
          team_id: string;
        };
        Insert: {
          is_enabled?: boolean;
          model_id: string;
          team_id: string;
        };
        Update: {
          is_enabled?: boolean;
          model_id?: string;
          team_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'team_models_model_id_fkey'; columns: ['model_id']; isOneToOne: false; referencedRelation: 'ai_models'; referencedColumns: ['id'] },
          { foreignKeyName: 'team_models_team_id_fkey'; columns: ['team_id']; isOneToOne: false; referencedRelation: 'teams'; referencedColumns: ['id'] },
        ];
      };
      teams: {
        Row: {
          created_at: string;
          description: string;
          id: string;
          limits: Json;
          name: string;
          owner_id: string;
          plan: string;
          settings: Json;
          slug: string | null;
          updated_at: string;
          usage: Json;
        };
        Insert: {
          created_at?: string;
          description?: string;
          id?: string;
          limits?: Json;
          name: string;
          owner_id?: string;
          plan?: string;
          settings?: Json;
          slug?: string | null;
          updated_at?: string;
          usage?: Json;
        };
        Update: {
          created_at?: string;
          description?: string;
          id?: string;
          limits?: Json;
          name?: string;
          owner_id?: string;
          plan?: string;
          settings?: Json;
          slug?: string | null;
          updated_at?: string;
          usage?: Json;
        };
        Relationships: [
          { foreignKeyName: 'teams_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      usage_daily: {
        Row: {
          bytes: number;
          cost_usd: number | null;
          day: string;
          failed: number;
          id: string;
          input_tokens: number;
          output_tokens: number;
          runs: number;
          user_id: string;
          workflow_id: string | null;
          workflow_name: string | null;
        };
        Insert: {
          bytes?: number;
          cost_usd?: number | null;
          day: string;
          failed?: number;
          id?: string;
          input_tokens?: number;
          output_tokens?: number;
          runs?: number;
          user_id: string;
          workflow_id?: string | null;
          workflow_name?: string | null;
        };
        Update: {
          bytes?: number;
          cost_usd?: number | null;
          day?: string;
          failed?: number;
          id?: string;
          input_tokens?: number;
          output_tokens?: number;
          runs?: number;
          user_id?: string;
          workflow_id?: string | null;
          workflow_name?: string | null;
        };
        Relationships: [
          { foreignKeyName: 'usage_daily_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      user_analytics: {
        Row: {
          created_at: string;
          event_data: Json;
          event_type: string;
          id: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          event_data?: Json;
          event_type: string;
          id?: string;
          user_id?: string;
        };
        Update: {
          created_at?: string;
          event_data?: Json;
          event_type?: string;
          id?: string;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'user_analytics_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      user_integrations: {
        Row: {
          config: Json;
          created_at: string;
          expires_at: string | null;
          id: string;
          integration_id: string;
          is_active: boolean;
          last_error: string | null;
          last_tested_at: string | null;
          last_used_at: string | null;
          name: string;
          secret_ciphertext: string | null;
          secret_key_id: string | null;
          status: string;
          updated_at: string;
          usage_count: number;
          user_id: string;
        };
        Insert: {
          config?: Json;
          created_at?: string;
          expires_at?: string | null;
          id?: string;
          integration_id: string;
          is_active?: boolean;
          last_error?: string | null;
          last_tested_at?: string | null;
          last_used_at?: string | null;
          name: string;
          secret_ciphertext?: string | null;
          secret_key_id?: string | null;
          status?: string;
          updated_at?: string;
          usage_count?: number;
          user_id?: string;
        };
        Update: {
          config?: Json;
          created_at?: string;
          expires_at?: string | null;
          id?: string;
          integration_id?: string;
          is_active?: boolean;
          last_error?: string | null;
          last_tested_at?: string | null;
          last_used_at?: string | null;
          name?: string;
          secret_ciphertext?: string | null;
          secret_key_id?: string | null;
          status?: string;
          updated_at?: string;
          usage_count?: number;
          user_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'user_integrations_integration_id_fkey'; columns: ['integration_id']; isOneToOne: false; referencedRelation: 'integrations'; referencedColumns: ['id'] },
          { foreignKeyName: 'user_integrations_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      users: {
        Row: {
          avatar_url: string | null;
          created_at: string;
          email: string | null;
          full_name: string | null;
          id: string;
          limits: Json;
          onboarded_at: string | null;
          plan: string;
          preferences: Json;
          time_zone: string | null;
          updated_at: string;
        };
        Insert: {
          avatar_url?: string | null;
          created_at?: string;
          email?: string | null;
          full_name?: string | null;
          id: string;
          limits?: Json;
          onboarded_at?: string | null;
          plan?: string;
          preferences?: Json;
          time_zone?: string | null;
          updated_at?: string;
        };
        Update: {
          avatar_url?: string | null;
          created_at?: string;
          email?: string | null;
          full_name?: string | null;
          id?: string;
          limits?: Json;
          onboarded_at?: string | null;
          plan?: string;
          preferences?: Json;
          time_zone?: string | null;
          updated_at?: string;
        };
        Relationships: [
          { foreignKeyName: 'users_id_fkey'; columns: ['id']; isOneToOne: true; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      workers: {
        Row: {
          id: string;
          knows: string[];
          seen_at: string;
          started_at: string;
        };
        Insert: {
          id: string;
          knows?: string[];
          seen_at?: string;
          started_at?: string;
        };
        Update: {
          id?: string;
          knows?: string[];
          seen_at?: string;
          started_at?: string;
        };
        Relationships: [
        ];
      };
      workflow_connections: {
        Row: {
          created_at: string;
          from_node_id: string;
          id: string;
          input: string;
          ordinal: number;
          port: string;
          to_node_id: string;
          workflow_id: string;
        };
        Insert: {
          created_at?: string;
          from_node_id: string;
          id?: string;
          input?: string;
          ordinal?: number;
          port?: string;
          to_node_id: string;
          workflow_id: string;
        };
        Update: {
          created_at?: string;
          from_node_id?: string;
          id?: string;
          input?: string;
          ordinal?: number;
          port?: string;
          to_node_id?: string;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_connections_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_connections_workflow_id_from_node_id_fkey'; columns: ['workflow_id', 'from_node_id']; isOneToOne: false; referencedRelation: 'workflow_nodes'; referencedColumns: ['workflow_id', 'id'] },
          { foreignKeyName: 'workflow_connections_workflow_id_to_node_id_fkey'; columns: ['workflow_id', 'to_node_id']; isOneToOne: false; referencedRelation: 'workflow_nodes'; referencedColumns: ['workflow_id', 'id'] },
        ];
      };
      workflow_executions: {
        Row: {
          answer: Json | null;
          cancel_requested: boolean;
          created_at: string;
          depth: number;
          due_at: string | null;
          epoch: number;
          error: Json | null;
          finished_at: string | null;
          group_id: string | null;
          id: string;
          left_for: string[] | null;
          memory_short_at: string | null;
          mode: string;
          owner_id: string;
          parent_id: string | null;
          parent_key: string | null;
          reach: Json | null;
          recorded: Json;
          result_taken_at: string | null;
          started_at: string | null;
          started_by: string;
          status: string;
          tries: number;
          tries_at_seq: number | null;
          trigger_items: Json;
          trigger_node_id: string;
          version: number;
          worker_id: string | null;
          workflow: Json;
          workflow_id: string;
        };
        Insert: {
          answer?: Json | null;
          cancel_requested?: boolean;
          created_at?: string;
          depth?: number;
          due_at?: string | null;
          epoch?: number;
          error?: Json | null;
          finished_at?: string | null;
          group_id?: string | null;
          id?: string;
          left_for?: string[] | null;
          memory_short_at?: string | null;
          mode: string;
          owner_id?: string;
          parent_id?: string | null;
          parent_key?: string | null;
          reach?: Json | null;
          recorded?: Json;
          result_taken_at?: string | null;
          started_at?: string | null;
          started_by: string;
          status?: string;
          tries?: number;
          tries_at_seq?: number | null;
          trigger_items?: Json;
          trigger_node_id: string;
          version: number;
          worker_id?: string | null;
          workflow: Json;
          workflow_id: string;
        };
        Update: {
          answer?: Json | null;
          cancel_requested?: boolean;
          created_at?: string;
          depth?: number;
          due_at?: string | null;
          epoch?: number;
          error?: Json | null;
          finished_at?: string | null;
          group_id?: string | null;
          id?: string;
          left_for?: string[] | null;
          memory_short_at?: string | null;
          mode?: string;
          owner_id?: string;
          parent_id?: string | null;
          parent_key?: string | null;
          reach?: Json | null;
          recorded?: Json;
          result_taken_at?: string | null;
          started_at?: string | null;
          started_by?: string;
          status?: string;
          tries?: number;
          tries_at_seq?: number | null;
          trigger_items?: Json;
          trigger_node_id?: string;
          version?: number;
          worker_id?: string | null;
          workflow?: Json;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_executions_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_executions_parent_id_fkey'; columns: ['parent_id']; isOneToOne: false; referencedRelation: 'workflow_executions'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_executions_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
        ];
      };
      workflow_nodes: {
        Row: {
          created_at: string;
          id: string;
          key: string;
          label: string;
          options: Json;
          ordinal: number;
          params: Json;
          parent_id: string | null;
          position_x: number | null;
          position_y: number | null;
          rev: number;
          type: string;
          updated_at: string;
          workflow_id: string;
        };
        Insert: {
          created_at?: string;
          id?: string;
          key: string;
          label: string;
          options?: Json;
          ordinal?: number;
          params?: Json;
          parent_id?: string | null;
          position_x?: number | null;
          position_y?: number | null;
          rev?: number;
          type: string;
          updated_at?: string;
          workflow_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          key?: string;
          label?: string;
          options?: Json;
          ordinal?: number;
          params?: Json;
          parent_id?: string | null;
          position_x?: number | null;
          position_y?: number | null;
          rev?: number;
          type?: string;
          updated_at?: string;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_nodes_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_nodes_workflow_id_parent_id_fkey'; columns: ['workflow_id', 'parent_id']; isOneToOne: false; referencedRelation: 'workflow_nodes'; referencedColumns: ['workflow_id', 'id'] },
        ];
      };
      workflow_pins: {
        Row: {
          items: Json;
          node_id: string;
          workflow_id: string;
        };
        Insert: {
          items: Json;
          node_id: string;
          workflow_id: string;
        };
        Update: {
          items?: Json;
          node_id?: string;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_pins_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_pins_workflow_id_node_id_fkey'; columns: ['workflow_id', 'node_id']; isOneToOne: true; referencedRelation: 'workflow_nodes'; referencedColumns: ['workflow_id', 'id'] },
        ];
      };
      workflow_shares: {
        Row: {
          created_at: string;
          email: string | null;
          expires_at: string | null;
          id: string;
          link_hash: string | null;
          permission: string;
          shared_by: string | null;
          team_id: string | null;
          updated_at: string;
          user_id: string | null;
          via_id: string | null;
          workflow_id: string;
        };
        Insert: {
          created_at?: string;
          email?: string | null;
          expires_at?: string | null;
          id?: string;
          link_hash?: string | null;
          permission?: string;
          shared_by?: string | null;
          team_id?: string | null;
          updated_at?: string;
          user_id?: string | null;
          via_id?: string | null;
          workflow_id: string;
        };
        Update: {
          created_at?: string;
          email?: string | null;
          expires_at?: string | null;
          id?: string;
          link_hash?: string | null;
          permission?: string;
          shared_by?: string | null;
          team_id?: string | null;
          updated_at?: string;
          user_id?: string | null;
          via_id?: string | null;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_shares_shared_by_fkey'; columns: ['shared_by']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_shares_team_id_fkey'; columns: ['team_id']; isOneToOne: false; referencedRelation: 'teams'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_shares_user_id_fkey'; columns: ['user_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_shares_via_id_fkey'; columns: ['via_id']; isOneToOne: false; referencedRelation: 'workflow_shares'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_shares_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
        ];
      };
      workflow_templates: {
        Row: {
          author_id: string | null;
          category: string;
          created_at: string;
          description: string;
          id: string;
          is_public: boolean;
          name: string;
          slots: Json;
          slug: string | null;
          tags: string[];
          template_data: Json;
          updated_at: string;
          usage_count: number;
        };
        Insert: {
          author_id?: string | null;
          category: string;
          created_at?: string;
          description?: string;
          id?: string;
          is_public?: boolean;
          name: string;
          slots?: never;
          slug?: string | null;
          tags?: string[];
          template_data: Json;
          updated_at?: string;
          usage_count?: number;
        };
        Update: {
          author_id?: string | null;
          category?: string;
          created_at?: string;
          description?: string;
          id?: string;
          is_public?: boolean;
          name?: string;
          slots?: never;
          slug?: string | null;
          tags?: string[];
          template_data?: Json;
          updated_at?: string;
          usage_count?: number;
        };
        Relationships: [
          { foreignKeyName: 'workflow_templates_author_id_fkey'; columns: ['author_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
        ];
      };
      workflow_triggers: {
        Row: {
          active: boolean;
          config: Json;
          created_at: string;
          id: string;
          kind: string;
          last_at: string | null;
          last_missed_at: string | null;
          missed_count: number;
          next_at: string | null;
          node_id: string;
          node_key: string;
          state: Json;
          test_id: string;
          test_until: string | null;
          updated_at: string;
          workflow_id: string;
        };
        Insert: {
          active?: boolean;
          config?: Json;
          created_at?: string;
          id?: string;
          kind: string;
          last_at?: string | null;
          last_missed_at?: string | null;
          missed_count?: number;
          next_at?: string | null;
          node_id: string;
          node_key: string;
          state?: Json;
          test_id?: string;
          test_until?: string | null;
          updated_at?: string;
          workflow_id: string;
        };
        Update: {
          active?: boolean;
          config?: Json;
          created_at?: string;
          id?: string;
          kind?: string;
          last_at?: string | null;
          last_missed_at?: string | null;
          missed_count?: number;
          next_at?: string | null;
          node_id?: string;
          node_key?: string;
          state?: Json;
          test_id?: string;
          test_until?: string | null;
          updated_at?: string;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_triggers_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
        ];
      };
      workflow_versions: {
        Row: {
          author: string;
          author_id: string | null;
          changes: Json;
          created_at: string;
          name: string | null;
          parent: number | null;
          restores: number | null;
          summary: string;
          version: number;
          workflow: Json;
          workflow_id: string;
        };
        Insert: {
          author: string;
          author_id?: string | null;
          changes: Json;
          created_at?: string;
          name?: string | null;
          parent?: number | null;
          restores?: number | null;
          summary?: string;
          version: number;
          workflow: Json;
          workflow_id: string;
        };
        Update: {
          author?: string;
          author_id?: string | null;
          changes?: Json;
          created_at?: string;
          name?: string | null;
          parent?: number | null;
          restores?: number | null;
          summary?: string;
          version?: number;
          workflow?: Json;
          workflow_id?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflow_versions_author_id_fkey'; columns: ['author_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflow_versions_workflow_id_fkey'; columns: ['workflow_id']; isOneToOne: false; referencedRelation: 'workflows'; referencedColumns: ['id'] },
        ];
      };
      workflows: {
        Row: {
          activated_at: string | null;
          active_version: number | null;
          created_at: string;
          description: string;
          id: string;
          is_active: boolean;
          name: string;
          owner_id: string;
          search_vector: string | null;
          settings: Json;
          status: string;
          tags: string[];
          team_id: string | null;
          updated_at: string;
          version: number;
          visibility: string;
        };
        Insert: {
          activated_at?: string | null;
          active_version?: number | null;
          created_at?: string;
          description?: string;
          id?: string;
          is_active?: boolean;
          name: string;
          owner_id?: string;
          search_vector?: never;
          settings?: Json;
          status?: never;
          tags?: string[];
          team_id?: string | null;
          updated_at?: string;
          version?: number;
          visibility?: string;
        };
        Update: {
          activated_at?: string | null;
          active_version?: number | null;
          created_at?: string;
          description?: string;
          id?: string;
          is_active?: boolean;
          name?: string;
          owner_id?: string;
          search_vector?: never;
          settings?: Json;
          status?: never;
          tags?: string[];
          team_id?: string | null;
          updated_at?: string;
          version?: number;
          visibility?: string;
        };
        Relationships: [
          { foreignKeyName: 'workflows_owner_id_fkey'; columns: ['owner_id']; isOneToOne: false; referencedRelation: 'users'; referencedColumns: ['id'] },
          { foreignKeyName: 'workflows_team_id_fkey'; columns: ['team_id']; isOneToOne: false; referencedRelation: 'teams'; referencedColumns: ['id'] },
        ];
      };
    };
    Views: { [_ in never]: never };
    Functions: { [_ in never]: never };
    Enums: { [_ in never]: never };
    CompositeTypes: { [_ in never]: never };
  };
};
