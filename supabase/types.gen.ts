// Written by `npm run db:types` from the migrations. Do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "audit_log": {
                  Row: {
                    "action": string,"detail": NonNullable<Json>,"device": string | null,"happened_at": string,"hotel_id": string,"id": string,"received_at": string,"role": string | null,"subject": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"detail"?: NonNullable<Json>,"device"?: string | null,"happened_at"?: string,"hotel_id": string,"id"?: string,"received_at"?: string,"role"?: string | null,"subject": string,"user_id"?: string | null
                  }
                  Update: {
                    "action"?: string,"detail"?: NonNullable<Json>,"device"?: string | null,"happened_at"?: string,"hotel_id"?: string,"id"?: string,"received_at"?: string,"role"?: string | null,"subject"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"code_attempts": {
                  Row: {
                    "at": string,"device": string | null,"hit": boolean,"hotel_id": string,"id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"device"?: string | null,"hit": boolean,"hotel_id": string,"id"?: string,"user_id": string
                  }
                  Update: {
                    "at"?: string,"device"?: string | null,"hit"?: boolean,"hotel_id"?: string,"id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "code_attempts_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "code_attempts_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"commands": {
                  Row: {
                    "args_digest": string,"command_id": string,"created_at": string,"name": string,"result": Json | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "args_digest": string,"command_id": string,"created_at"?: string,"name": string,"result"?: Json | null,"user_id": string
                  }
                  Update: {
                    "args_digest"?: string,"command_id"?: string,"created_at"?: string,"name"?: string,"result"?: Json | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "commands_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"coupons": {
                  Row: {
                    "archived_at": string | null,"blackout_dates": (string)[] | null,"changed_xid": unknown,"created_at": string,"created_by": string | null,"description": string,"discount_kind": string,"discount_value": number,"ends_at": string,"ends_on": string,"hotel_id": string,"hours_from": string | null,"hours_to": string | null,"id": string,"image_path": string | null,"max_per_guest": number,"max_redemptions": number | null,"online_only": boolean,"published_at": string | null,"search": unknown,"starts_at": string,"starts_on": string,"status": string,"terms": string,"title": string,"updated_at": string,"valid_days_after_redeem": number | null,"weekdays": (number)[] | null
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"blackout_dates"?: (string)[] | null,"changed_xid"?: unknown,"created_at"?: string,"created_by"?: string | null,"description"?: string,"discount_kind": string,"discount_value": number,"ends_at": string,"ends_on": string,"hotel_id": string,"hours_from"?: string | null,"hours_to"?: string | null,"id"?: string,"image_path"?: string | null,"max_per_guest"?: number,"max_redemptions"?: number | null,"online_only"?: boolean,"published_at"?: string | null,"search"?: unknown,"starts_at": string,"starts_on": string,"status"?: string,"terms"?: string,"title": string,"updated_at"?: string,"valid_days_after_redeem"?: number | null,"weekdays"?: (number)[] | null
                  }
                  Update: {
                    "archived_at"?: string | null,"blackout_dates"?: (string)[] | null,"changed_xid"?: unknown,"created_at"?: string,"created_by"?: string | null,"description"?: string,"discount_kind"?: string,"discount_value"?: number,"ends_at"?: string,"ends_on"?: string,"hotel_id"?: string,"hours_from"?: string | null,"hours_to"?: string | null,"id"?: string,"image_path"?: string | null,"max_per_guest"?: number,"max_redemptions"?: number | null,"online_only"?: boolean,"published_at"?: string | null,"search"?: unknown,"starts_at"?: string,"starts_on"?: string,"status"?: string,"terms"?: string,"title"?: string,"updated_at"?: string,"valid_days_after_redeem"?: number | null,"weekdays"?: (number)[] | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "coupons_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "coupons_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    }
                  ]
                },"deliveries": {
                  Row: {
                    "attempts": number,"channel": string,"created_at": string,"id": string,"invitation_id": string | null,"last_error": string | null,"next_at": string,"notification_id": string | null,"sent_at": string | null,"status": string,"subscription_id": string | null,"token": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"channel": string,"created_at"?: string,"id"?: string,"invitation_id"?: string | null,"last_error"?: string | null,"next_at"?: string,"notification_id"?: string | null,"sent_at"?: string | null,"status"?: string,"subscription_id"?: string | null,"token"?: string | null,"user_id"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"channel"?: string,"created_at"?: string,"id"?: string,"invitation_id"?: string | null,"last_error"?: string | null,"next_at"?: string,"notification_id"?: string | null,"sent_at"?: string | null,"status"?: string,"subscription_id"?: string | null,"token"?: string | null,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deliveries_invitation_id_fkey"
      columns: ["invitation_id"]
isOneToOne: true
      referencedRelation: "hotel_invitations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deliveries_notification_id_fkey"
      columns: ["notification_id"]
isOneToOne: false
      referencedRelation: "notifications"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deliveries_subscription_id_fkey"
      columns: ["subscription_id"]
isOneToOne: false
      referencedRelation: "push_subscriptions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deliveries_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"delivery_channels": {
                  Row: {
                    "changed_xid": unknown,"channel": string,"created_at": string,"enabled": boolean,"id": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"channel": string,"created_at"?: string,"enabled": boolean,"id"?: string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "changed_xid"?: unknown,"channel"?: string,"created_at"?: string,"enabled"?: boolean,"id"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "delivery_channels_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"follows": {
                  Row: {
                    "changed_xid": unknown,"created_at": string,"ended_at": string | null,"guest_id": string,"hotel_id": string,"id": string,"muted": boolean,"shown_xid": unknown,"since": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"created_at"?: string,"ended_at"?: string | null,"guest_id": string,"hotel_id": string,"id"?: string,"muted"?: boolean,"shown_xid"?: unknown,"since"?: string,"updated_at"?: string
                  }
                  Update: {
                    "changed_xid"?: unknown,"created_at"?: string,"ended_at"?: string | null,"guest_id"?: string,"hotel_id"?: string,"id"?: string,"muted"?: boolean,"shown_xid"?: unknown,"since"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "follows_guest_id_fkey"
      columns: ["guest_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "follows_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    }
                  ]
                },"hotel_invitations": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"email": string,"expires_at": string,"hotel_id": string,"id": string,"invited_by": string | null,"revoked_at": string | null,"role": string,"token_digest": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"email": string,"expires_at"?: string,"hotel_id": string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role": string,"token_digest": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"email"?: string,"expires_at"?: string,"hotel_id"?: string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role"?: string,"token_digest"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "hotel_invitations_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "hotel_invitations_invited_by_fkey"
      columns: ["invited_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"hotel_members": {
                  Row: {
                    "changed_xid": unknown,"created_at": string,"hotel_id": string,"id": string,"role": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"created_at"?: string,"hotel_id": string,"id"?: string,"role": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "changed_xid"?: unknown,"created_at"?: string,"hotel_id"?: string,"id"?: string,"role"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "hotel_members_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "hotel_members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"hotels": {
                  Row: {
                    "accept_unknown_offline": boolean,"address": string,"changed_xid": unknown,"city": string,"country": string,"created_at": string,"currency": string,"description": string,"id": string,"listed": boolean,"logo_path": string | null,"name": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accept_unknown_offline"?: boolean,"address"?: string,"changed_xid"?: unknown,"city": string,"country": string,"created_at"?: string,"currency": string,"description"?: string,"id"?: string,"listed"?: boolean,"logo_path"?: string | null,"name": string,"time_zone": string,"updated_at"?: string
                  }
                  Update: {
                    "accept_unknown_offline"?: boolean,"address"?: string,"changed_xid"?: unknown,"city"?: string,"country"?: string,"created_at"?: string,"currency"?: string,"description"?: string,"id"?: string,"listed"?: boolean,"logo_path"?: string | null,"name"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"interaction_batches": {
                  Row: {
                    "batch_id": string,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "batch_id": string,"received_at"?: string
                  }
                  Update: {
                    "batch_id"?: string,"received_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"interaction_daily": {
                  Row: {
                    "changed_xid": unknown,"coupon_id": string,"created_at": string,"day": string,"hotel_id": string,"redemptions": number,"updated_at": string,"uses": number,"views": number
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"coupon_id": string,"created_at"?: string,"day": string,"hotel_id": string,"redemptions"?: number,"updated_at"?: string,"uses"?: number,"views"?: number
                  }
                  Update: {
                    "changed_xid"?: unknown,"coupon_id"?: string,"created_at"?: string,"day"?: string,"hotel_id"?: string,"redemptions"?: number,"updated_at"?: string,"uses"?: number,"views"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "interaction_daily_coupon"
      columns: ["coupon_id"]
isOneToOne: false
      referencedRelation: "coupons"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "interaction_daily_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    }
                  ]
                },"interaction_dead_letters": {
                  Row: {
                    "at": string,"batch_id": string,"event": string,"id": string,"reason": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"batch_id": string,"event": string,"id"?: string,"reason": string
                  }
                  Update: {
                    "at"?: string,"batch_id"?: string,"event"?: string,"id"?: string,"reason"?: string
                  }
                  Relationships: [
                    
                  ]
                },"interaction_queue": {
                  Row: {
                    "ats": (string)[],"batch_id": string,"coupons": (string)[],"dead": number,"event_count": number,"id": number,"kind": string,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "ats": (string)[],"batch_id"?: string,"coupons": (string)[],"dead"?: number,"event_count"?: never,"id"?: never,"kind"?: string,"received_at"?: string
                  }
                  Update: {
                    "ats"?: (string)[],"batch_id"?: string,"coupons"?: (string)[],"dead"?: number,"event_count"?: never,"id"?: never,"kind"?: string,"received_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notification_reads": {
                  Row: {
                    "changed_xid": unknown,"created_at": string,"notification_id": string,"read_at": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"created_at"?: string,"notification_id": string,"read_at"?: string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "changed_xid"?: unknown,"created_at"?: string,"notification_id"?: string,"read_at"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_reads_notification_id_fkey"
      columns: ["notification_id"]
isOneToOne: false
      referencedRelation: "notifications"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notification_reads_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "audience": string,"changed_xid": unknown,"coupon_id": string | null,"created_at": string,"hotel_id": string,"id": string,"kind": string,"payload": NonNullable<Json>,"redemption_id": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "audience": string,"changed_xid"?: unknown,"coupon_id"?: string | null,"created_at"?: string,"hotel_id": string,"id"?: string,"kind": string,"payload"?: NonNullable<Json>,"redemption_id"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "audience"?: string,"changed_xid"?: unknown,"coupon_id"?: string | null,"created_at"?: string,"hotel_id"?: string,"id"?: string,"kind"?: string,"payload"?: NonNullable<Json>,"redemption_id"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_coupon_id_fkey"
      columns: ["coupon_id"]
isOneToOne: false
      referencedRelation: "coupons"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_redemption_id_fkey"
      columns: ["redemption_id"]
isOneToOne: false
      referencedRelation: "redemptions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "avatar_path": string | null,"changed_xid": unknown,"created_at": string,"display_name": string,"id": string,"locale": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "avatar_path"?: string | null,"changed_xid"?: unknown,"created_at"?: string,"display_name": string,"id": string,"locale"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "avatar_path"?: string | null,"changed_xid"?: unknown,"created_at"?: string,"display_name"?: string,"id"?: string,"locale"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"push_subscriptions": {
                  Row: {
                    "auth": string,"created_at": string,"endpoint": string,"failed_at": string | null,"id": string,"label": string | null,"last_error": string | null,"p256dh": string,"saved_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "auth": string,"created_at"?: string,"endpoint": string,"failed_at"?: string | null,"id"?: string,"label"?: string | null,"last_error"?: string | null,"p256dh": string,"saved_at"?: string,"user_id": string
                  }
                  Update: {
                    "auth"?: string,"created_at"?: string,"endpoint"?: string,"failed_at"?: string | null,"id"?: string,"label"?: string | null,"last_error"?: string | null,"p256dh"?: string,"saved_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "push_subscriptions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"queue_messages": {
                  Row: {
                    "attempts": number,"body": Json | null,"created_at": string,"id": string,"key": string,"last_error": string | null,"next_at": string,"queue": string,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"body"?: Json | null,"created_at"?: string,"id"?: string,"key": string,"last_error"?: string | null,"next_at"?: string,"queue": string,"status"?: string
                  }
                  Update: {
                    "attempts"?: number,"body"?: Json | null,"created_at"?: string,"id"?: string,"key"?: string,"last_error"?: string | null,"next_at"?: string,"queue"?: string,"status"?: string
                  }
                  Relationships: [
                    
                  ]
                },"redemption_codes": {
                  Row: {
                    "code": string,"guest_id": string,"redemption_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"guest_id": string,"redemption_id": string
                  }
                  Update: {
                    "code"?: string,"guest_id"?: string,"redemption_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "redemption_codes_guest_id_fkey"
      columns: ["guest_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "redemption_codes_redemption_id_fkey"
      columns: ["redemption_id"]
isOneToOne: true
      referencedRelation: "redemptions"
      referencedColumns: ["id"]
    }
                  ]
                },"redemptions": {
                  Row: {
                    "changed_xid": unknown,"code_digest": string,"coupon_id": string,"created_at": string,"device": string | null,"expires_at": string,"guest_id": string,"hotel_id": string,"id": string,"ordinal": number,"redeemed_at": string,"status": string,"updated_at": string,"used_at": string | null,"used_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"code_digest": string,"coupon_id": string,"created_at"?: string,"device"?: string | null,"expires_at": string,"guest_id": string,"hotel_id": string,"id"?: string,"ordinal"?: number,"redeemed_at"?: string,"status"?: string,"updated_at"?: string,"used_at"?: string | null,"used_by"?: string | null
                  }
                  Update: {
                    "changed_xid"?: unknown,"code_digest"?: string,"coupon_id"?: string,"created_at"?: string,"device"?: string | null,"expires_at"?: string,"guest_id"?: string,"hotel_id"?: string,"id"?: string,"ordinal"?: number,"redeemed_at"?: string,"status"?: string,"updated_at"?: string,"used_at"?: string | null,"used_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "redemptions_coupon"
      columns: ["coupon_id","hotel_id"]
isOneToOne: false
      referencedRelation: "coupons"
      referencedColumns: ["id","hotel_id"]
    },{
      foreignKeyName: "redemptions_guest_id_fkey"
      columns: ["guest_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "redemptions_used_by_fkey"
      columns: ["used_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"reports": {
                  Row: {
                    "bytes": number,"created_at": string,"created_by": string | null,"from_day": string,"hotel_id": string,"id": string,"path": string,"to_day": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bytes": number,"created_at"?: string,"created_by"?: string | null,"from_day": string,"hotel_id": string,"id": string,"path": string,"to_day": string
                  }
                  Update: {
                    "bytes"?: number,"created_at"?: string,"created_by"?: string | null,"from_day"?: string,"hotel_id"?: string,"id"?: string,"path"?: string,"to_day"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reports_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reports_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    }
                  ]
                },"uses": {
                  Row: {
                    "changed_xid": unknown,"command_id": string,"created_at": string,"device": string | null,"happened_at": string,"hotel_id": string,"id": string,"reason": string | null,"received_at": string,"redemption_id": string,"status": string,"updated_at": string,"used_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_xid"?: unknown,"command_id": string,"created_at"?: string,"device"?: string | null,"happened_at": string,"hotel_id": string,"id"?: string,"reason"?: string | null,"received_at"?: string,"redemption_id": string,"status": string,"updated_at"?: string,"used_by"?: string | null
                  }
                  Update: {
                    "changed_xid"?: unknown,"command_id"?: string,"created_at"?: string,"device"?: string | null,"happened_at"?: string,"hotel_id"?: string,"id"?: string,"reason"?: string | null,"received_at"?: string,"redemption_id"?: string,"status"?: string,"updated_at"?: string,"used_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "uses_hotel_id_fkey"
      columns: ["hotel_id"]
isOneToOne: false
      referencedRelation: "hotels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "uses_redemption_id_fkey"
      columns: ["redemption_id"]
isOneToOne: false
      referencedRelation: "redemptions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "uses_used_by_fkey"
      columns: ["used_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_invitation":
{ Args: { "command_id": string,"token": string }; Returns: Json
                           },
"archive_coupon":
{ Args: { "command_id": string,"coupon": string }; Returns: Json
                           },
"audit_page":
{ Args: { "after"?: string,"filters"?: Json,"hotel": string,"max_rows"?: number }; Returns: Json
                           },
"change_member_role":
{ Args: { "command_id": string,"hotel": string,"member": string,"role": string }; Returns: Json
                           },
"clean_up":
{ Args: { "max_rows"?: number }; Returns: Json
                           },
"close_conflict":
{ Args: { "command_id": string,"hotel": string,"reason": string,"use": string }; Returns: Json
                           },
"count_coupons":
{ Args: { "filters"?: Json,"query"?: string }; Returns: Json
                           },
"count_followers":
{ Args: { "hotel": string }; Returns: Json
                           },
"coupon_figures":
{ Args: { "from_day": string,"hotel": string,"to_day": string }; Returns: Json
                           },
"create_hotel":
{ Args: { "command_id": string,"hotel": Json }; Returns: Json
                           },
"drain_interactions":
{ Args: { "max_events"?: number }; Returns: Json
                           },
"erase_me":
{ Args: { "command_id": string,"confirmation": string }; Returns: Json
                           },
"expand_deliveries":
{ Args: { "max_rows"?: number }; Returns: Json
                           },
"expire_redemptions":
{ Args: { "max_rows"?: number }; Returns: Json
                           },
"export_my_data":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"finish_delivery":
{ Args: { "attempt": number,"delivery": string,"outcome": Json }; Returns: Json
                           },
"finish_message":
{ Args: { "attempt": number,"message": string,"outcome": Json }; Returns: Json
                           },
"get_coupon":
{ Args: { "coupon": string }; Returns: Json
                           },
"invite_member":
{ Args: { "command_id": string,"email": string,"hotel": string,"role": string }; Returns: Json
                           },
"leave_hotel":
{ Args: { "command_id": string,"hotel": string }; Returns: Json
                           },
"mark_notifications_read":
{ Args: { "command_id": string,"ids": (string)[] }; Returns: Json
                           },
"pause_coupon":
{ Args: { "command_id": string,"coupon": string }; Returns: Json
                           },
"publish_coupon":
{ Args: { "command_id": string,"coupon": string }; Returns: Json
                           },
"pull_changes":
{ Args: { "cursor"?: string,"hotel"?: string,"max_rows"?: number }; Returns: Json
                           },
"record_interactions":
{ Args: { "batch_id": string,"events": Json }; Returns: Json
                           },
"redeem_coupon":
{ Args: { "command_id": string,"coupon": string,"follow"?: boolean }; Returns: Json
                           },
"remind_expiring":
{ Args: { "max_rows"?: number }; Returns: Json
                           },
"remove_member":
{ Args: { "command_id": string,"hotel": string,"member": string }; Returns: Json
                           },
"remove_push_subscription":
{ Args: { "command_id": string,"endpoint": string }; Returns: Json
                           },
"revoke_invitation":
{ Args: { "command_id": string,"invitation": string }; Returns: Json
                           },
"save_coupon":
{ Args: { "command_id": string,"coupon": Json }; Returns: Json
                           },
"save_push_subscription":
{ Args: { "command_id": string,"subscription": Json }; Returns: Json
                           },
"save_report":
{ Args: { "command_id": string,"report": Json }; Returns: Json
                           },
"search_coupons":
{ Args: { "cursor"?: string,"filters"?: Json,"max_rows"?: number,"query"?: string }; Returns: Json
                           },
"send_messages":
{ Args: { "messages": Json,"queue": string }; Returns: Json
                           },
"server_info":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"set_delivery_channel":
{ Args: { "channel": string,"command_id": string,"enabled": boolean }; Returns: Json
                           },
"set_follow":
{ Args: { "command_id": string,"following": boolean,"hotel": string,"muted"?: boolean }; Returns: Json
                           },
"take_deliveries":
{ Args: { "channels": (string)[],"max_rows"?: number,"visibility_s"?: number }; Returns: Json
                           },
"take_messages":
{ Args: { "max_rows"?: number,"queue": string,"visibility_s"?: number }; Returns: Json
                           },
"undo_code":
{ Args: { "code": string,"command_id": string,"happened_at": string,"hotel": string,"reason": string }; Returns: Json
                           },
"undo_use":
{ Args: { "command_id": string,"hotel": string,"reason": string,"use": string }; Returns: Json
                           },
"unsubscribe":
{ Args: { "token": string }; Returns: Json
                           },
"update_hotel":
{ Args: { "command_id": string,"hotel": Json }; Returns: Json
                           },
"use_code":
{ Args: { "code": string,"command_id": string,"device"?: string,"happened_at": string,"hotel": string }; Returns: Json
                           },
"verify_code":
{ Args: { "code": string,"device"?: string,"hotel": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
