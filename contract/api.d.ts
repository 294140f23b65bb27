// Made by `make contract`; do not edit.
// description a6f87f461d7d9a3dc780e6117da0ad1e57b913765a9d94a0efa81eae6dd44094
// types 8083350b8364623112c1e572dc676e68e970cc0ed125a85a18fd506570dc5331
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What the assistant now takes the conversation to be about. */
        About: {
            agency_id?: string;
            city?: string;
            indicator?: string;
            province?: string;
            service_id?: string;
        };
        /** @description What an administrator sets; a clerk, and nobody else, belongs to an agency. */
        AccountChange: {
            agency_id?: string;
            name: string;
            role: components["schemas"]["Role-Input"];
        };
        /** @description Who is signed in. */
        AccountOut: {
            agency_id?: string;
            break_since?: string;
            id: string;
            login: string;
            name: string;
            permissions: components["schemas"]["Permission"][];
            role: components["schemas"]["assistant__desk__roles__Role"];
            role_fa: string;
        };
        /**
         * @description Whether its holder can sign in, or what is missing; an invitation lapses unused.
         * @enum {string}
         */
        AccountState: "active" | "invited" | "lapsed" | "disabled";
        /** @description What the citizen was doing, with the classifier's confidence, 0..1. */
        ActOut: {
            confidence: number;
            /** @enum {string} */
            name: "ask_service" | "ask_documents" | "ask_fee" | "ask_duration" | "ask_link_or_phone" | "complain" | "suggest" | "praise" | "track_case" | "talk_to_human" | "greet" | "thank" | "goodbye" | "affirm" | "deny" | "emergency" | "other_line" | "out_of_scope" | "abuse";
        };
        /**
         * @description What an agency may do with a case, named as the endpoint that does it.
         * @enum {string}
         */
        AgencyAction: "take" | "answer" | "ask" | "misdirected" | "note" | "reveal";
        /** @description A case with its steps, and what the agency may do with it now. */
        AgencyCase: {
            answers: components["schemas"]["CaseAnswer"][];
            city?: string;
            created_at: string;
            description: string;
            due_at: string;
            due_at_fa: string;
            first_answer_due_at: string;
            formal_description?: string;
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            /** @default false */
            is_following: boolean;
            is_overdue: boolean;
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            level: components["schemas"]["CaseLevel"];
            may: components["schemas"]["AgencyAction"][];
            occurred_at?: string;
            /** @default 1 */
            people: number;
            province?: string;
            score?: number;
            service_id?: string;
            status: components["schemas"]["Status"];
            status_fa: string;
            timeline: components["schemas"]["AgencyStep"][];
            tracking_code: string;
            verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description A case in the agency's list; words are masked.
         *
         *     One that follows another gets that one's answers, and needs none of its own. What is done with
         *     this one reaches `people` citizens: its own, and those whose cases follow it.
         */
        AgencyEntry: {
            city?: string;
            created_at: string;
            description: string;
            due_at: string;
            due_at_fa: string;
            first_answer_due_at: string;
            formal_description?: string;
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            /** @default false */
            is_following: boolean;
            is_overdue: boolean;
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            level: components["schemas"]["CaseLevel"];
            occurred_at?: string;
            /** @default 1 */
            people: number;
            province?: string;
            service_id?: string;
            status: components["schemas"]["Status"];
            status_fa: string;
            tracking_code: string;
        };
        /** @description The files of a case, oldest first. */
        AgencyFiles: {
            attachments: components["schemas"]["AttachmentOut"][];
        };
        /** @description An agency to choose, with the other names that people know it by. */
        AgencyNamed: {
            aliases: string[];
            id: string;
            title: string;
        };
        /** @description An agency to choose. */
        AgencyOut: {
            id: string;
            title: string;
        };
        /** @description One page of cases, those due first; `next` is there while there are more. */
        AgencyPage: {
            cases: components["schemas"]["AgencyEntry"][];
            next?: string;
        };
        /** @description An agency by id and Persian name. */
        AgencyRef: {
            id: string;
            name: string;
        };
        /** @description A step; `api_key` is the id of the agency's key that made it. */
        AgencyStep: {
            api_key?: string;
            at: string;
            at_fa: string;
            by: components["schemas"]["assistant__cases__terms__Role"];
            /** @default [] */
            files: number[];
            /** @default false */
            is_note: boolean;
            number: number;
            reason_fa?: string;
            status: components["schemas"]["Status"];
            text?: string;
            title_fa: string;
            type: string;
        };
        /** @description Open cases that may be the same matter, the oldest first; five at most. */
        Alike: {
            cases: components["schemas"]["CaseEntry"][];
        };
        /** @description That all is erased but what is under way: these cases open by code and pin alone. */
        AllErased: {
            /** @default true */
            erased: boolean;
            erased_cases: string[];
            left_cases: string[];
            /**
             * @default [
             *       "کد رهگیری، نوع، دستگاه، استان، وضعیت، زمان‌ها، نظر و امتیاز",
             *       "دفتر رویدادها بدون نوشته‌ها؛ از آنچه می‌ماند نمی‌شود به نوشته‌ها رسید",
             *       "اینکه چه کسی و کی نوشته‌های رمزشده را دیده است، بدون دلیلی که نوشته بود",
             *       "آنچه پیش‌تر برای دستگاه فرستاده شده و نزد خود دستگاه است"
             *     ]
             */
            stays_fa: string[];
        };
        /** @description The same for one that the writer has seen as `version`. */
        AnswerChange: {
            text: string;
            title: string;
            version: number;
        };
        /** @description A ready answer in the list; `may_change` says whether the viewer may. */
        AnswerOut: {
            changed_at_fa: string;
            changed_by?: string;
            id: string;
            is_retired: boolean;
            is_shared: boolean;
            may_change: boolean;
            text: string;
            title: string;
            version: number;
        };
        /** @description Ready answers by title, and what may stand in braces in one. */
        AnswersOut: {
            answers: components["schemas"]["AnswerOut"][];
            placeholders: components["schemas"]["Placeholder"][];
        };
        /** @description The same for many cases. */
        AssignManyIn: {
            account_id?: string;
            codes: string[];
        };
        /** @description Ready answers for the reply box, and what may stand in braces in them. */
        AtHand: {
            answers: components["schemas"]["CannedOut"][];
            placeholders: components["schemas"]["Placeholder"][];
        };
        /**
         * @description One file of a case; `name` is what a download is called, `number` that of its step.
         *
         *     `by` is who added it. A step with words that brought files names their numbers.
         */
        AttachmentOut: {
            at: string;
            at_fa: string;
            /** @enum {string} */
            by: "citizen" | "agency" | "operator";
            id: string;
            kind: components["schemas"]["FileKind"];
            kind_fa: string;
            media_type: components["schemas"]["Media"];
            name: string;
            number: number;
            sha256: string;
            size: number;
        };
        /**
         * @description The files of a case, oldest first.
         *
         *     Its citizen may add `left` more, each of `max_bytes` at most.
         */
        AttachmentsOut: {
            attachments: components["schemas"]["AttachmentOut"][];
            left: number;
            max_bytes: number;
        };
        /**
         * @description What is recorded.
         * @enum {string}
         */
        Audited: "account_added" | "account_reset" | "account_disabled" | "account_enabled" | "account_changed" | "account_signed_out" | "enrolled" | "password_changed" | "identity_linked" | "identity_unlinked" | "signed_in" | "sign_in_failed" | "signed_out" | "signed_out_everywhere" | "session_ended" | "other_sessions_ended" | "revealed" | "conversation_redacted" | "case_moved" | "case_revealed" | "case_file_read" | "case_assigned" | "cases_exported" | "case_filed_by_phone" | "caller_looked_up" | "case_filed_in_talk" | "reveals_alarm" | "audit_read" | "audit_exported" | "sealing_key_changed" | "ledger_key_changed" | "key_issued" | "key_revoked" | "ready_answer_added" | "ready_answer_changed" | "ready_answer_retired" | "ready_answer_restored" | "job_revived" | "job_dropped" | "closure_added" | "closure_ended" | "outage_added" | "outage_ended" | "objected" | "objection_taken_back" | "objection_decided" | "figures_exported" | "citizen_called" | "theme_changed" | "outage_merged" | "outage_dismissed";
        /** @description A board; rows are in the order of their names, never of their figures. */
        BoardOut: {
            by: components["schemas"]["By"];
            figures: components["schemas"]["FigureWords"][];
            from: string;
            /** @default /scoreboard/method */
            method: string;
            /** @default 1.1 */
            method_version: string;
            /** @default 10 */
            minimum_people: number;
            /** @default 100 */
            minimum_to_pay: number;
            overall: components["schemas"]["RowOut"];
            period_fa: string;
            rows: components["schemas"]["RowOut"][];
            to: string;
        };
        /** @description Whether the viewer takes a break, or is back. */
        BreakIn: {
            is_on: boolean;
        };
        /** @description Since when the viewer rests; absent for who does not. */
        BreakOut: {
            break_since?: string;
        };
        /**
         * @description What a row of the board is.
         * @enum {string}
         */
        By: "agency" | "province" | "service" | "level";
        /** @description What came of the call. */
        CallIn: {
            outcome: components["schemas"]["Outcome-Input"];
        };
        /** @description A citizen to be called; the number is revealed as for every case, with a reason. */
        CallOut: {
            agency_id: string;
            agency_name: string;
            drawn_fa: string;
            tracking_code: string;
            tries: number;
            until_fa: string;
        };
        /** @description A case that holds the number; its `description` is masked. */
        CallerCase: {
            agency_name: string;
            created_at_fa: string;
            description: string;
            /** @default false */
            is_overdue: boolean;
            kind_fa: string;
            status_fa: string;
            time_left_fa?: string;
            tracking_code: string;
        };
        /** @description The mobile number that somebody calls from, in any digits. */
        CallerIn: {
            mobile: string;
        };
        /** @description The number as it is filed with a case, and the newest cases that hold it. */
        CallerOut: {
            cases: components["schemas"]["CallerCase"][];
            mobile: string;
        };
        /** @description A ready answer for the reply box. */
        CannedOut: {
            id: string;
            is_shared: boolean;
            text: string;
            title: string;
        };
        /** @description Where a card's facts come from; `date` is ISO, `date_fa` as the source gives it. */
        CardSource: {
            address: string;
            date?: string;
            date_fa?: string;
            name?: string;
        };
        /** @description What the agency answered; it only proposes. `files` are as those of a step. */
        CaseAnswer: {
            at: string;
            at_fa: string;
            /** @default [] */
            files: number[];
            text: string;
        };
        /**
         * @description How many cases are wanted, counted up to a bound; `is_more` says that it is reached.
         *
         *     `hidden` more cases have the words of `q`, and are kept out by the filters alone.
         */
        CaseCount: {
            count: number;
            /** @default 0 */
            hidden: number;
            /** @default false */
            is_more: boolean;
            /** @default false */
            is_more_hidden: boolean;
        };
        /** @description Until when the agency must have answered; `time_left_fa` only while one waits for it. */
        CaseDeadlines: {
            due_at: string;
            due_at_fa: string;
            first_answer_due_at: string;
            first_answer_due_at_fa: string;
            /** @default false */
            is_overdue: boolean;
            time_left_fa?: string;
        };
        /** @description What portals file: they name the agency. */
        CaseDraft: {
            agency_id: string;
            city?: string;
            contact?: components["schemas"]["Contact"];
            description: string;
            follow?: string;
            formal_description?: string;
            /** @default anonymous */
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            /** Format: date-time */
            occurred_at?: string;
            province?: string;
            service_id?: string;
            /** @default false */
            shows_names: boolean;
        };
        /** @description A case in the list of the desk; `description` is masked. */
        CaseEntry: {
            agency_id: string;
            agency_name: string;
            assignee?: components["schemas"]["Named"];
            created_at_fa: string;
            description: string;
            due_at: string;
            due_at_fa: string;
            indicator_fa?: string;
            /** @default false */
            is_following: boolean;
            /** @default false */
            is_overdue: boolean;
            kind_fa: string;
            level_fa: string;
            /** @default 1 */
            people: number;
            place_fa: string;
            status: components["schemas"]["Status"];
            status_fa: string;
            time_left_fa?: string;
            tracking_code: string;
        };
        /**
         * @description The receipt. The pin is shown this once; `is_following` when the case follows another.
         *
         *     `line_128_fa` says since when the 128 line works in the province, where a source tells it.
         */
        CaseFiled: {
            due_at: string;
            due_at_fa: string;
            /** @default false */
            is_following: boolean;
            line_128_fa?: string;
            pin: string;
            proof?: components["schemas"]["CaseProof"];
            status: components["schemas"]["Status"];
            tracking_code: string;
        };
        /**
         * @description All events of a case, each with its hash, and what is needed to check them.
         *
         *     An event has its `words` beside, and a commitment to them under `salt` in its `data`; both are
         *     gone when the case is erased.
         */
        CaseLedger: {
            algorithm: string;
            events: ({
                actor: string;
                at: string;
                hash: string;
                number: number;
                type: string;
            } & {
                [key: string]: unknown;
            })[];
            head: components["schemas"]["LedgerHead"];
            proofs: components["schemas"]["LedgerProof"][];
            salt?: string;
            tracking_code: string;
        };
        /** @description The step of the ladder that a case is at; `number` counts from 1. */
        CaseLevel: {
            id: string;
            number: number;
            title: string;
        };
        /** @description Codes of cases with something new; at first none, since what was read may be older. */
        CaseNews: {
            changed: string[];
        };
        /**
         * @description What a citizen keeps: the newest event of the case, and the newest root, both signed.
         *
         *     `signature` is Ed25519 over the SHA-256 of the canonical JSON of `case` (the tracking code),
         *     `number` and `hash`.
         */
        CaseProof: {
            hash: string;
            number: number;
            root?: components["schemas"]["SignedRoot"];
            signature: string;
        };
        /**
         * @description A 128 case. `is_new` marks the turn that filed it, `pin_number` one that changed its pin.
         *
         *     Only the answers of these turns have the pin, as long as it is the one that they gave.
         */
        CaseReply: {
            agency: components["schemas"]["AgencyRef"];
            due_at: string;
            due_at_fa: string;
            /** @default false */
            is_new: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "case";
            pin?: string;
            pin_number?: number;
            status: string;
            status_fa: string;
            tracking_code: string;
        };
        /**
         * @description One step of a case's life; `text` is what was said, with personal values masked.
         *
         *     `files` are the numbers of the files that came with it, as the list of files has them.
         */
        CaseStep: {
            at: string;
            at_fa: string;
            by: components["schemas"]["assistant__cases__terms__Role"];
            /** @default [] */
            files: number[];
            number: number;
            reason_fa?: string;
            status: components["schemas"]["Status"];
            text?: string;
            title_fa: string;
            type: string;
        };
        /** @description What the holder of code and pin sees; `people` are all of its matter, when it leads them. */
        CaseView: {
            actions: components["schemas"]["CitizenAction"][];
            agency_id: string;
            agency_name: string;
            /** @default [] */
            ahead: components["schemas"]["StepAhead"][];
            answers: components["schemas"]["CaseAnswer"][];
            city?: string;
            created_at: string;
            deadlines: components["schemas"]["CaseDeadlines"];
            description: string;
            formal_description?: string;
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            /** @default false */
            is_following: boolean;
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            level: components["schemas"]["CaseLevel"];
            /** @default 1 */
            people: number;
            proof?: components["schemas"]["CaseProof"];
            province?: string;
            score?: number;
            status: components["schemas"]["Status"];
            status_fa: string;
            timeline: components["schemas"]["CaseStep"][];
            tracking_code: string;
            verdict?: components["schemas"]["Verdict"];
        };
        /** @description How many of the questions were answered when they were asked again. */
        CheckOut: {
            answered: number;
            asked: number;
            at_fa: string;
        };
        /**
         * @description A question with buttons. `draft` is a text to be changed, for a text box.
         *
         *     `rows` are lines that stand together in `text`, as "name: text".
         */
        ChoicesReply: {
            draft?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "choices";
            options: components["schemas"]["Option"][];
            rows?: components["schemas"]["TextRow"][];
            text: string;
        };
        /**
         * @description What the citizen may do with a case, named as the endpoint that does it.
         * @enum {string}
         */
        CitizenAction: "verdict" | "messages" | "attachments" | "reopen" | "withdraw" | "consent" | "separate" | "pin";
        /** @description Cases whose deadline comes within so many hours; each span holds the shorter ones. */
        Clocks: {
            /** @default 0 */
            within_1h: number;
            /** @default 0 */
            within_24h: number;
            /** @default 0 */
            within_3h: number;
            /** @default 0 */
            within_72h: number;
        };
        /** @description The last word on a dispute: why it ends, and what the citizen is told and gets with it. */
        CloseCaseIn: {
            /** @default [] */
            files: string[];
            reason: string;
            text: string;
        };
        /** @description Why the operator's part ends. */
        CloseIn: {
            reason: components["schemas"]["CloseReason"];
        };
        /**
         * @description What came of it, as the operator sees it. It is never the citizen's verdict.
         * @enum {string}
         */
        CloseReason: "answered" | "case_filed" | "other_line" | "citizen_away" | "out_of_scope" | "abuse";
        /** @description A conversation that an operator has ended. */
        ClosedOut: {
            channel: string;
            channel_fa: string;
            closed_at: string;
            closed_at_fa: string;
            conversation_id: string;
            operator: string;
            preview: string;
            reason_fa: string;
        };
        /** @description Offices are closed; `begins` and `ends` are Jalali, a day alone is meant as a whole. */
        ClosureIn: {
            /** Format: date-time */
            begins: string;
            /** Format: date-time */
            ends: string;
            province: string;
            reason: components["schemas"]["knowledge__calendar__schema__Reason"];
            source: string;
        };
        /** @description A closure that holds. */
        ClosureOut: {
            begins_fa: string;
            ends_fa: string;
            id: number;
            is_over: boolean;
            province: string;
            reason: components["schemas"]["Reason-Output"];
            reason_fa: string;
            source: string;
        };
        /** @description The code of the text message, with the ticket of whoever asked for it. */
        CodeIn: {
            code: string;
            ticket: string;
        };
        /** @description Somebody to hand a conversation to; `conversations` is how many are in hand now. */
        ColleagueOut: {
            conversations: number;
            id: string;
            name: string;
            presence: components["schemas"]["Presence"];
            presence_fa: string;
            role_fa: string;
        };
        /**
         * @description A column that the table can show; the tracking code is always there.
         * @enum {string}
         */
        Column: "description" | "status" | "agency" | "place" | "due" | "assignee" | "created" | "kind" | "indicator" | "level" | "people";
        /**
         * @description How it was agreed to that the case is filed.
         * @enum {string}
         */
        ConsentGiven: "spoken" | "recorded" | "document";
        /** @description Whether the agency may see who the citizen is. */
        ConsentIn: {
            given: boolean;
        };
        /** @description How to reach the citizen; sealed at rest. */
        Contact: {
            mobile?: string;
            name?: string;
            national_id?: string;
        };
        /** @description Who the caller says to be, and where they are reached: to be read back to them. */
        ContactHeard: {
            mobile?: string;
            name?: string;
            national_id?: string;
        };
        /** @description Who files, as far as they like to say: a mobile number, a name. */
        ContactIn: {
            mobile?: string;
            name?: string;
            national_id?: null;
        };
        /** @description A new conversation and the bearer token that is its only key. */
        ConversationOut: {
            conversation_id: string;
            token: string;
        };
        /** @description All rows of one table, the oldest first as far as it counts them. */
        CopiedTable: {
            rows: {
                [key: string]: unknown;
            }[];
            table: string;
            title_fa: string;
        };
        /** @description All that is kept; texts that are sealed at rest are open in it. */
        Copy: {
            tables: components["schemas"]["CopiedTable"][];
            /**
             * @default [
             *       "یادداشت‌های درونی کارشناسان و دستگاه، که از کار آنان می‌گوید",
             *       "نام و شناسهٔ کارشناسان",
             *       "نشان‌ها و کلیدهایی که فقط سامانه را نگه می‌دارد و چیزی از شما نمی‌گوید"
             *     ]
             */
            withheld_fa: string[];
        };
        /** @description What was told wrongly, and how it is right. */
        CorrectIn: {
            reason: string;
            text: string;
        };
        /** @description How many people named something. */
        CountedName: {
            people: number;
            title: string;
        };
        /** @description One day of the trend, in Tehran's time; `at_fa` is its Jalali name. */
        Day: {
            answered: number;
            at_fa: string;
            breached: number;
            filed: number;
        };
        /** @description A job that was given up; `tracking_code` only for who may read cases. */
        DeadJob: {
            attempts: number;
            died_at_fa: string;
            id: number;
            kind: string;
            kind_fa: string;
            last_error: string;
            reason_fa: string;
            tracking_code?: string;
        };
        /**
         * @description The dead jobs, newest first, how many there are of each kind, and what was dropped last.
         *
         *     `sms` only where a provider sends text messages.
         */
        DeadJobs: {
            dropped: components["schemas"]["DroppedJob"][];
            jobs: components["schemas"]["DeadJob"][];
            kinds: components["schemas"]["DeadKind"][];
            sms?: components["schemas"]["SmsStanding"];
        };
        /** @description How many jobs of a kind are dead. */
        DeadKind: {
            count: number;
            kind: string;
            kind_fa: string;
        };
        /** @description What is decided on an objection, and why. */
        DecisionIn: {
            is_upheld: boolean;
            words: string;
        };
        /**
         * @description What somebody at the desk may do with a case, named as the endpoint that does it.
         * @enum {string}
         */
        DeskAction: "refer" | "take" | "answer" | "ask" | "misdirected" | "close" | "note" | "correct" | "redact" | "merge" | "separate";
        /**
         * @description A case as the desk sees it: with notes, and with what the viewer may do.
         *
         *     `leader` and `followers` are codes of cases of the same matter, at most fifty.
         */
        DeskCase: {
            actions: components["schemas"]["CitizenAction"][];
            agency_id: string;
            agency_name: string;
            /** @default [] */
            ahead: components["schemas"]["StepAhead"][];
            answers: components["schemas"]["CaseAnswer"][];
            assignee?: components["schemas"]["Named"];
            city?: string;
            conversation_id?: string;
            created_at: string;
            created_at_fa: string;
            deadlines: components["schemas"]["CaseDeadlines"];
            description: string;
            /** @default [] */
            followers: string[];
            formal_description?: string;
            identity: components["schemas"]["Identity"];
            identity_fa: string;
            indicator?: components["schemas"]["Indicator"];
            indicator_fa?: string;
            /** @default false */
            is_following: boolean;
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            kind_fa: string;
            leader?: string;
            level: components["schemas"]["CaseLevel"];
            may: components["schemas"]["DeskAction"][];
            /** @default false */
            may_assign: boolean;
            occurred_at_fa?: string;
            /** @default 1 */
            people: number;
            proof?: components["schemas"]["CaseProof"];
            province?: string;
            score?: number;
            sealed: components["schemas"]["SealedValue"][];
            service_title?: string;
            status: components["schemas"]["Status"];
            status_fa: string;
            timeline: components["schemas"]["DeskStep"][];
            tracking_code: string;
            verdict?: components["schemas"]["Verdict"];
        };
        /** @description A step with who made it; a note's `text` is masked. */
        DeskStep: {
            at: string;
            at_fa: string;
            by: components["schemas"]["assistant__cases__terms__Role"];
            /** @default [] */
            files: number[];
            /** @default false */
            is_note: boolean;
            number: number;
            reason_fa?: string;
            status: components["schemas"]["Status"];
            text?: string;
            title_fa: string;
            type: string;
            who_fa: string;
        };
        /** @description What is written so far for `action`; without any words the draft is dropped. */
        DraftIn: {
            action: components["schemas"]["DeskAction"];
            /** @default  */
            reason: string;
            /** @default  */
            text: string;
        };
        /** @description A draft of the viewer's own. */
        DraftOut: {
            action: components["schemas"]["DeskAction"];
            reason: string;
            saved_at_fa: string;
            text: string;
        };
        /** @description The viewer's own drafts of a case, the newest first. */
        Drafts: {
            drafts: components["schemas"]["DraftOut"][];
        };
        /** @description A job that a human dropped: which, when and why. */
        DroppedJob: {
            dropped_at_fa: string;
            id: number;
            kind_fa: string;
            reason: string;
        };
        /** @description An earlier talk of operators with the same citizen; `is_here`: in this very conversation. */
        EarlierOut: {
            ended_at: string;
            ended_at_fa: string;
            is_here: boolean;
            operator?: string;
            preview: string;
            reason_fa?: string;
        };
        /** @description A password of one's own, and a code that shows the authenticator app works. */
        Enrolment: {
            code: string;
            /** Format: password */
            password: string;
            token: string;
        };
        /** @description What the holder of a one-time link puts into the authenticator app. */
        EnrolmentOut: {
            login: string;
            name: string;
            totp_secret: string;
            totp_uri: string;
        };
        /** @description The secret of a one-time link. */
        EnrolmentToken: {
            token: string;
        };
        /** @description One step in the life of the figures. */
        EntryOut: {
            agency_id?: string;
            at_fa: string;
            move: components["schemas"]["Move-Output"];
            title_fa: string;
        };
        /** @description That it is erased, and what stays nevertheless. */
        Erased: {
            /** @default true */
            erased: boolean;
            stays_fa: string[];
        };
        /** @description What was said, by whom and in which turn; or who owns the conversation now. */
        EventData: {
            owner?: components["schemas"]["Owner"];
            reply?: components["schemas"]["TextReply"] | components["schemas"]["ServiceReply"] | components["schemas"]["ServicesReply"] | components["schemas"]["ChoicesReply"] | components["schemas"]["CaseReply"] | components["schemas"]["LineReply"] | components["schemas"]["HandoffReply"];
            /** @enum {string} */
            role?: "citizen" | "bot" | "operator" | "notice";
            turn_id?: string;
        };
        /** @description Something said or changed; `is_hidden`: personal data was masked and can be revealed. */
        EventOut: {
            at: string;
            at_fa: string;
            data: components["schemas"]["EventData"];
            id: number;
            /** @default false */
            is_hidden: boolean;
            /** @enum {string} */
            type: "reply" | "owner";
        };
        /**
         * @description What is saved: all files with their signature, or one table alone.
         * @enum {string}
         */
        ExportKind: "zip" | "csv" | "json";
        /**
         * @description What a personal value is.
         *
         *     `CALLER` and `MANDATE` tell who called for the citizen, and by what consent. `FILING` is that of
         *     the first version: words and contact in one.
         * @enum {string}
         */
        Field: "words" | "place" | "reason" | "note" | "mobile" | "name" | "national_id" | "caller" | "mandate" | "filing";
        /**
         * @description What is told of an agency, each by itself: there is no single number.
         * @enum {string}
         */
        Figure: "solved_first" | "solved_last" | "answered_3h" | "answered_48h" | "time_to_verdict" | "breaches" | "disputed_or_reopened" | "satisfaction";
        /**
         * @description One figure of one row. Where people are too few, only `note_fa` is there.
         *
         *     `n` is in tens. `value` is raw. `expected` is the share that was to be expected with these
         *     cases, `ratio` observed / expected. `band_95` and `band_998` are places in the funnel, with the
         *     limits beside.
         */
        FigureOut: {
            /** @default too_few */
            band_95: components["schemas"]["Place"];
            /** @default too_few */
            band_998: components["schemas"]["Place"];
            expected?: number;
            limits_95?: components["schemas"]["LimitsOut"];
            limits_998?: components["schemas"]["LimitsOut"];
            n?: number;
            note_fa?: string;
            rank?: components["schemas"]["RankOut"];
            ratio?: components["schemas"]["IntervalOut"];
            response_rate?: components["schemas"]["IntervalOut"];
            value?: components["schemas"]["IntervalOut"];
        };
        /** @description What a figure is. */
        FigureWords: {
            among_fa: string;
            higher_is_better: boolean;
            id: components["schemas"]["Figure"];
            name_fa: string;
            unit: components["schemas"]["Unit"];
        };
        /**
         * @description What a file is to a person.
         * @enum {string}
         */
        FileKind: "image" | "document" | "voice";
        /**
         * @description With what the console fills a placeholder in.
         * @enum {string}
         */
        Filling: "operator" | "today" | "tracking_code" | "status" | "agency" | "due";
        /** @description One signal at one agency, in numbers and in words. */
        FlagOut: {
            agency_id: string;
            agency_name: string;
            chance_fa: string;
            expected: number;
            may_be_fa: string;
            n: number;
            name_fa: string;
            observed: number;
            p: number;
            seen_fa: string;
            share: number;
            signal: components["schemas"]["Signal"];
        };
        /**
         * @description The ending of an address.
         * @enum {string}
         */
        Format: "json" | "xml";
        /** @description What citizens say on the telephone beside what the ledger says. */
        GapOut: {
            agency_id: string;
            agency_name: string;
            by_ledger?: components["schemas"]["ShareOut"];
            by_lot?: components["schemas"]["ShareOut"];
            called: number;
            drawn: number;
            is_flagged: boolean;
        };
        /** @description How the way to a human operator stands. */
        HandoffReply: {
            estimated_wait_s?: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "handoff";
            position?: number;
            /** @enum {string} */
            state: "waiting" | "connected" | "closed";
            text?: string;
        };
        /** @description A gateway that is alive; `sms`: whether text messages leave this installation. */
        Health: {
            /** @enum {string} */
            sms: "on" | "off";
            /**
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /** @description What the operator hears and types. */
        HeardIn: {
            text: string;
        };
        /**
         * @description What the words say for the form; what is absent has to be asked.
         *
         *     `is_understood` is false when Rasa is away: then only names were found. `similar` is what others
         *     have told already, once the agency is known.
         */
        HeardOut: {
            agency?: components["schemas"]["Named"];
            city?: string;
            contact: components["schemas"]["ContactHeard"];
            indicator?: components["schemas"]["Indicator"];
            /** @default false */
            is_emergency: boolean;
            is_understood: boolean;
            kind?: components["schemas"]["assistant__cases__terms__Kind"];
            line?: components["schemas"]["LineOut"];
            missing: ("agency" | "place")[];
            province?: string;
            service?: components["schemas"]["ServiceGuess"];
            similar?: components["schemas"]["SimilarOut"];
        };
        /** @description How many conversations are held. */
        HeldOut: {
            held: number;
        };
        /**
         * @description How much of the citizen the agency may see.
         * @enum {string}
         */
        Identity: "anonymous" | "sealed" | "named";
        /** @description How many conversations an operator has. */
        InHand: {
            conversations: number;
            name: string;
        };
        /**
         * @description What went wrong: the categories of the 128 line.
         * @enum {string}
         */
        Indicator: "absence" | "no_substitute" | "delay" | "no_response" | "negligence" | "discourtesy" | "opaque_rules" | "system_down" | "phone_ivr" | "consular" | "suggestion";
        /** @description A value between the bounds of its 95 % interval; `high` is absent where it is unknown. */
        IntervalOut: {
            high?: number;
            low: number;
            value: number;
        };
        /** @description A new account. */
        Invitation: {
            agency_id?: string;
            login: string;
            name: string;
            role: components["schemas"]["Role-Input"];
        };
        /** @description A one-time link, shown this once; its holder chooses a password there. */
        Invited: {
            account: components["schemas"]["StaffAccount"];
            link: string;
            until_fa: string;
        };
        /** @description A key that is wanted; one for an agency's cases, and no other, names the agency. */
        KeyIn: {
            agency_id?: string;
            /** @default 365 */
            days: number;
            name: string;
            scope: components["schemas"]["Scope"];
        };
        /** @description A key as administrators see it: never the key itself. */
        KeyOut: {
            agency_id?: string;
            agency_name?: string;
            created_at: string;
            created_at_fa: string;
            expires_at: string;
            expires_at_fa: string;
            id: string;
            last_used_at?: string;
            last_used_at_fa?: string;
            name: string;
            scope: components["schemas"]["Scope"];
            scope_fa: string;
            state: components["schemas"]["KeyState"];
            state_fa: string;
        };
        /**
         * @description Whether a key opens anything now.
         * @enum {string}
         */
        KeyState: "valid" | "expired" | "revoked";
        /**
         * @description An outage that the desk has confirmed.
         *
         *     `source` says who told of it, `asked` who has been asked, `people` how many reported it at
         *     least; fewer than ten are not counted in public. `what_fa` is what does not work.
         */
        KnownOutage: {
            agency_id: string;
            agency_name: string;
            asked?: string;
            expected_end?: string;
            expected_end_fa?: string;
            id: number;
            indicator: components["schemas"]["Indicator"];
            offer: string;
            people?: number;
            people_fa: string;
            province?: string;
            service_id?: string;
            service_title?: string;
            since: string;
            since_fa: string;
            source: string;
            what_fa: string;
        };
        /** @description The newest event. */
        LedgerHead: {
            hash: string;
            number: number;
        };
        /** @description That a day's root covers the event `number`: RFC 9162's inclusion proof, in hex. */
        LedgerProof: {
            day: string;
            leaves: number;
            number: number;
            path: string[];
            position: number;
            root: string;
        };
        /** @description Words to the citizen, with prepared files that go along. */
        LetterIn: {
            /** @default [] */
            files: string[];
            text: string;
        };
        /** @description Between which shares a row of this size is as expected. */
        LimitsOut: {
            high: number;
            low: number;
        };
        /** @description Another number that may be right. */
        LineOut: {
            number: string;
            title: string;
        };
        /** @description Another line than 128 is right; `number` may be `court`, which has no number. */
        LineReply: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "line";
            number: string;
            reason: string;
            title: string;
        };
        /** @description Lines for `questions:` of the catalogue entry; `file` is where they go, if that is known. */
        LinesOut: {
            file?: string;
            yaml: string;
        };
        /** @description How busy the desk is; times in seconds, absent when there are none. */
        LoadOut: {
            /** @default [] */
            alarms: components["schemas"]["LookAlarm"][];
            longest_wait_s?: number;
            median_handling_s?: number;
            median_wait_s?: number;
            operators: components["schemas"]["InHand"][];
            waiting: number;
        };
        /** @description Somebody looked at so much personal data in an hour; `is_stopped`: at no more. */
        LookAlarm: {
            at_fa: string;
            is_stopped: boolean;
            looks: number;
            name: string;
        };
        /**
         * @description Who called, for whom, and how they agreed once the summary was read to them.
         *
         *     `statement` is what they said, in the operator's words; of a document it says which.
         */
        Mandate: {
            caller_name?: string;
            consent: components["schemas"]["ConsentGiven"];
            relation: components["schemas"]["Relation"];
            statement?: string;
        };
        /**
         * @description Marks that people gave in a window.
         *
         *     `scores` counts the marks 1 to 5, `good` is the share of 4 and 5. `answered` is the response
         *     rate. With verdicts on cases: of those whom answers of the same window reached, how many have
         *     given a mark since. In talks: in how many a mark was asked for today, or in seven days with
         *     today, and given; of an hour it is not known.
         */
        Marks: {
            answered?: components["schemas"]["Share"];
            good: components["schemas"]["Share"];
            scores: number[];
            window: components["schemas"]["Window"];
        };
        /**
         * @description The media types that are taken.
         * @enum {string}
         */
        Media: "image/jpeg" | "image/png" | "image/webp" | "application/pdf" | "audio/ogg" | "audio/mpeg" | "audio/mp4" | "audio/webm";
        /** @description Which case is to be followed, and why the two are one matter. */
        MergeIn: {
            into: string;
            reason: string;
        };
        /** @description How many cases were merged, and how many are left. */
        MergedOut: {
            left: number;
            merged: number;
        };
        /** @description A link that opens the conversation in one messenger. */
        MessengerLinkOut: {
            channel: string;
            title: string;
            url: string;
        };
        /** @description Links of all messengers; one of them may be used, once, until `expires_at`. */
        MessengerLinksOut: {
            expires_at: string;
            links: components["schemas"]["MessengerLinkOut"][];
        };
        /**
         * @description How the citizen's last messages sound, as far as their acts tell.
         * @enum {string}
         */
        Mood: "calm" | "upset" | "abusive";
        /**
         * @description What happened to a case: the type of an event.
         * @enum {string}
         */
        "Move-Input": "registered" | "referred" | "taken" | "asked" | "answered" | "misdirected" | "confirmed" | "partly" | "disputed" | "escalated" | "reminded" | "closed" | "closed_unconfirmed" | "delivered" | "withdrawn" | "reopened" | "message" | "attached" | "noted" | "corrected" | "redacted" | "rescheduled" | "consent_given" | "consent_withdrawn" | "pin_changed" | "erased" | "merged" | "joined" | "separated" | "left" | "informed";
        /**
         * @description One step in the life of a period's figures.
         * @enum {string}
         */
        "Move-Output": "frozen" | "objected" | "taken_back" | "upheld" | "refused" | "finalised";
        /** @description Cases that went through a move in a window: filed, answered, or raised as too late. */
        Moved: {
            answered: number;
            breached: number;
            filed: number;
            window: components["schemas"]["Window"];
        };
        /** @description What a theme is called. */
        NameIn: {
            title: string;
        };
        /** @description Something to choose, with its name. */
        Named: {
            id: string;
            title: string;
        };
        /** @description A new key, shown this once. */
        NewKeyOut: {
            agency_id?: string;
            agency_name?: string;
            created_at: string;
            created_at_fa: string;
            expires_at: string;
            expires_at_fa: string;
            id: string;
            key: string;
            last_used_at?: string;
            last_used_at_fa?: string;
            name: string;
            scope: components["schemas"]["Scope"];
            scope_fa: string;
            state: components["schemas"]["KeyState"];
            state_fa: string;
        };
        /** @description The pin that opens the case from now on; it is shown this once. */
        NewPin: {
            pin: string;
            tracking_code: string;
        };
        /** @description Words for other operators. */
        NoteIn: {
            text: string;
        };
        /** @description An operators' note. */
        NoteOut: {
            at: string;
            at_fa: string;
            author: string;
            text: string;
        };
        /** @description Why the agency objects; without `codes` to all of its figures, else to these cases. */
        ObjectionIn: {
            /** @default [] */
            codes: string[];
            words: string;
        };
        /**
         * @description An objection; `decision` is absent while it waits for one.
         *
         *     It is to so many `cases`, or to all figures; their `codes` are for who may read cases.
         */
        ObjectionOut: {
            agency_id: string;
            agency_name: string;
            at_fa: string;
            cases: number;
            codes: string[];
            decision?: components["schemas"]["Move-Output"];
            decision_fa?: string;
            decision_words?: string;
            number: number;
            words: string;
        };
        /** @description A button: what it says, and what is sent back when it is chosen. */
        Option: {
            choice: string;
            title: string;
        };
        /** @description A system of an agency that is down; `people` told of it, where only they have. */
        Outage: {
            agency_id: string;
            agency_name: string;
            is_confirmed: boolean;
            people?: number;
            place_fa: string;
            since_fa: string;
        };
        /**
         * @description Something is down; times are Jalali, and a day alone is meant as a whole.
         *
         *     `asked` says whom the desk has asked; `merges`: its cases are merged at once.
         */
        OutageIn: {
            agency_id: string;
            asked?: string;
            /** Format: date-time */
            began: string;
            /** Format: date-time */
            expected_end?: string;
            /**
             * @default system_down
             * @enum {string}
             */
            indicator: "system_down" | "phone_ivr";
            /** @default false */
            merges: boolean;
            province?: string;
            service_id?: string;
            source: string;
        };
        /** @description How many people told of each suspected and each confirmed outage, by its id. */
        OutageNews: {
            confirmed: {
                [key: string]: number;
            };
            suspected: {
                [key: string]: number;
            };
        };
        /**
         * @description An outage that goes on, as the desk sees it.
         *
         *     `is_told` when citizens are told of it now; `people_counted` is how many reported it at least,
         *     `followers` how many get what the agency answers to the leading case, `alone` how many cases
         *     could be merged.
         */
        OutageOut: {
            agency_id: string;
            agency_name: string;
            alone: number;
            asked?: string;
            expected_end?: string;
            expected_end_fa?: string;
            followers: number;
            id: number;
            indicator: components["schemas"]["Indicator"];
            is_told: boolean;
            offer: string;
            people?: number;
            people_counted: number;
            people_fa: string;
            province?: string;
            service_id?: string;
            service_title?: string;
            since: string;
            since_fa: string;
            source: string;
            what_fa: string;
        };
        /** @description What goes on, and what somebody should look into. */
        OutagesOut: {
            outages: components["schemas"]["OutageOut"][];
            suspected: components["schemas"]["SuspectedOut"][];
        };
        /**
         * @description What came of a call: what the citizen says of the case, or why nothing was said.
         * @enum {string}
         */
        "Outcome-Input": "solved" | "partly" | "unsolved" | "declined" | "not_reached";
        /** @description What became of one of many cases; `code` and `detail` are those of the refusal. */
        "Outcome-Output": {
            code?: string;
            detail?: string;
            is_done: boolean;
            tracking_code: string;
        };
        /** @description What became of each, in the order that they were named. */
        Outcomes: {
            outcomes: components["schemas"]["Outcome-Output"][];
        };
        /** @description A case in the list; `is_asked` when its citizen's verdict is wanted. */
        OwnCase: {
            agency_name: string;
            created_at: string;
            created_at_fa: string;
            excerpt: string;
            /** @default false */
            is_asked: boolean;
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            kind_fa: string;
            status: components["schemas"]["Status"];
            status_fa: string;
            tracking_code: string;
        };
        /** @description Cases, the newest first; more are asked for by the last one's code. */
        OwnCasesOut: {
            cases: components["schemas"]["OwnCase"][];
            /** @default false */
            has_more: boolean;
        };
        /** @description A browser in which one is signed in; of the device its kind only. */
        OwnSession: {
            began_at: string;
            began_at_fa: string;
            device_fa: string;
            id: string;
            is_this: boolean;
            seen_at: string;
            seen_at_fa: string;
        };
        /**
         * @description Who may speak in a conversation.
         * @enum {string}
         */
        Owner: "bot" | "queue" | "operator";
        /** @description The conversation has a new owner. */
        OwnerEvent: {
            at: string;
            owner: components["schemas"]["Owner"];
        };
        /** @description The warm handoff: what an operator has to know before saying the first word. */
        Pack: {
            about: {
                [key: string]: string;
            };
            cases: components["schemas"]["PackCase"][];
            failed_turns: number;
            first_words?: string;
            last_words?: string;
            mood: components["schemas"]["Mood"];
            mood_fa: string;
            tried: components["schemas"]["Tried"][];
        };
        /** @description A case that was filed in this conversation. */
        PackCase: {
            agency_name: string;
            due_at_fa: string;
            status: string;
            status_fa: string;
            tracking_code: string;
        };
        /** @description A new password of one's own, by the old one and a one-time code. */
        PasswordChange: {
            code: string;
            /** Format: password */
            new: string;
            /** Format: password */
            old: string;
        };
        /** @description A period in a list. */
        PeriodBrief: {
            period: string;
            state: components["schemas"]["State"];
            state_fa: string;
            title_fa: string;
            undecided: number;
        };
        /** @description A frozen figure in words; what is absent had too few people. */
        PeriodFigure: {
            band: components["schemas"]["Place"];
            band_fa: string;
            between_fa?: string;
            expected_fa?: string;
            figure: components["schemas"]["Figure"];
            n?: number;
            name_fa: string;
            of_fa: string;
            value_fa?: string;
        };
        /** @description The frozen figures of an agency, or, if none is named, whose figures there are. */
        PeriodFiguresOut: {
            agencies: components["schemas"]["AgencyOut"][];
            agency_id?: string;
            agency_name?: string;
            figures: components["schemas"]["PeriodFigure"][];
            may_pay: boolean;
            method_version: string;
            root_day_fa?: string;
            root_hash?: string;
        };
        /** @description How far the figures of a period are; an agency sees its own objections. */
        PeriodOut: {
            as_of: string;
            as_of_fa: string;
            entries: components["schemas"]["EntryOut"][];
            left_out: number;
            may_object: boolean;
            objection_until_fa?: string;
            objections: components["schemas"]["ObjectionOut"][];
            period: string;
            state: components["schemas"]["State"];
            state_fa: string;
            title_fa: string;
        };
        /**
         * @description One thing that not everybody may do.
         * @enum {string}
         */
        Permission: "see_queue" | "see_load" | "answer_citizens" | "read_all_conversations" | "reveal_personal_data" | "read_cases" | "refer_cases" | "answer_cases" | "ask_citizens" | "send_cases_back" | "close_cases" | "note_cases" | "correct_cases" | "reveal_cases" | "merge_cases" | "assign_cases" | "export_cases" | "file_cases" | "keep_outages" | "revive_jobs" | "keep_calendar" | "read_audit" | "manage_accounts" | "manage_keys" | "see_insight" | "object_to_figures" | "decide_objections" | "export_figures" | "keep_themes" | "keep_ready_answers" | "share_ready_answers";
        /** @description One personal value; `event_number` says with which step it came. */
        PersonalOut: {
            event_number: number;
            field: components["schemas"]["Field"];
            text: string;
        };
        /** @description A case for a caller; `sms` asks for code and pin by text message. */
        PhoneCaseIn: {
            agency_id?: string;
            city?: string;
            contact?: components["schemas"]["Contact"];
            description: string;
            follow?: string;
            formal_description?: string;
            /** @default anonymous */
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            mandate: components["schemas"]["Mandate"];
            /** Format: date-time */
            occurred_at?: string;
            province?: string;
            service_id?: string;
            /** @default false */
            shows_names: boolean;
            /** @default false */
            sms: boolean;
        };
        /** @description The receipt, as it is read aloud; `is_sms_on_its_way` when a text message was asked for. */
        PhoneFiled: {
            agency_name: string;
            code_groups: components["schemas"]["Spoken"][];
            due_at: string;
            due_at_fa: string;
            /** @default false */
            is_following: boolean;
            is_sms_on_its_way: boolean;
            line_128_fa?: string;
            pin: string;
            pin_groups: components["schemas"]["Spoken"][];
            proof?: components["schemas"]["CaseProof"];
            status: components["schemas"]["Status"];
            tracking_code: string;
        };
        /** @description Personal data; offsets are in characters of the text as sent. */
        PiiOut: {
            end: number;
            start: number;
            type: string;
        };
        /**
         * @description Where an agency lies by a figure, compared with what is expected of it.
         * @enum {string}
         */
        Place: "better" | "as_expected" | "worse" | "too_few";
        /** @description A name in braces, what it becomes, and what it may look like. */
        Placeholder: {
            example: string;
            fills: components["schemas"]["Filling"];
            name: string;
        };
        /** @description What waits for an answer, oldest first; `left` more may, each of `max_bytes` at most. */
        PreparedFilesOut: {
            files: components["schemas"]["PreparedOut"][];
            left: number;
            max_bytes: number;
        };
        /** @description A file that waits for its answer; `size` counts bytes, `sha256` is that of what is kept. */
        PreparedOut: {
            id: string;
            kind: components["schemas"]["FileKind"];
            kind_fa: string;
            media_type: components["schemas"]["Media"];
            sha256: string;
            size: number;
        };
        /**
         * @description Whether somebody is at the desk: gave a sign of life, rests, is only signed in, or out.
         * @enum {string}
         */
        Presence: "here" | "break" | "away" | "signed_out";
        /** @description How far the calls of today are, by everybody, and how many wait now. */
        ProgressOut: {
            declined: number;
            month: string;
            month_fa: string;
            not_reached: number;
            said: number;
            waiting: number;
        };
        /** @description An agency that may be meant, and why one may think so. */
        Proposal: {
            agency: components["schemas"]["Named"];
            reason_fa: string;
        };
        /** @description Agencies that may be meant, the likeliest first, three at most. */
        Proposals: {
            proposals: components["schemas"]["Proposal"][];
        };
        /** @description A province with its cities. */
        ProvinceOut: {
            cities: string[];
            name: string;
        };
        /**
         * @description A confirmed outage.
         *
         *     `state`: it goes on, it may be over since nobody has said so for long, or it has ended.
         *     `people` is how many reported it at least, from ten on; below, only `people_fa` says so.
         */
        PublicOutage: {
            agency_id: string;
            agency_name: string;
            asked?: string;
            ended?: string;
            ended_fa?: string;
            expected_end?: string;
            expected_end_fa?: string;
            id: number;
            indicator: string;
            people?: number;
            people_fa: string;
            province?: string;
            service_id?: string;
            service_title?: string;
            since: string;
            since_fa: string;
            source: string;
            /** @enum {string} */
            state: "goes_on" | "may_be_over" | "ended";
            what_fa: string;
        };
        /** @description The newest first; ended ones of the last `days`. */
        PublicOutages: {
            days: number;
            outages: components["schemas"]["PublicOutage"][];
        };
        /** @description The text as sent and as repaired; personal data is masked in the latter. */
        QueryOut: {
            raw: string;
            repaired: string;
        };
        /** @description Who waits for a human now, and how long those of the last day waited, in seconds. */
        Queue: {
            longest_s?: number;
            median_s?: number;
            taken: number;
            waiting: number;
        };
        /** @description What is other in the lists than a console heard last; `gone` are ids. */
        QueueChanges: {
            changed: components["schemas"]["QueueEntry"][];
            gone: string[];
            load?: components["schemas"]["LoadOut"];
            waiting_count: number;
        };
        /** @description A conversation in a list of the desk; `owned_since` is when its present owner began. */
        QueueEntry: {
            about_fa: string;
            channel: string;
            channel_fa: string;
            conversation_id: string;
            is_unanswered: boolean;
            last_event_id: number;
            mood: components["schemas"]["Mood"];
            mood_fa: string;
            owned_since?: string;
            owner: components["schemas"]["Owner"];
            owner_id?: string;
            owner_name?: string;
            preview: string;
            queued_at?: string;
            queued_at_fa?: string;
        };
        /** @description Everything that waits, and what operators have in hand; `waiting_count` counts all. */
        QueueOut: {
            load?: components["schemas"]["LoadOut"];
            mine: components["schemas"]["QueueEntry"][];
            others: components["schemas"]["QueueEntry"][];
            waiting: components["schemas"]["QueueEntry"][];
            waiting_count: number;
        };
        /** @description The best and the worst rank that a row may have, all rows at once with 95 %. */
        RankOut: {
            best: number;
            worst: number;
        };
        /**
         * @description A mark from 1 to 5, for a turn or for all of it; why, in reasons and words, as one likes.
         *
         *     `device` is a random number that a device shows when it rates, and nowhere else.
         */
        RatingIn: {
            comment?: string;
            device?: string;
            /** @default [] */
            reasons: components["schemas"]["assistant__insight__ratings__terms__Reason"][];
            score: number;
            turn_id?: string;
        };
        /** @description How the installation stands, and each of its parts. */
        Readiness: {
            components: {
                [key: string]: "ok" | "down";
            };
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
        };
        /**
         * @description Why offices are closed at short notice.
         * @enum {string}
         */
        "Reason-Output": "cold" | "heat" | "smog" | "dust" | "storm" | "power" | "gas" | "water" | "other";
        /** @description How many rows are on the board for one reason. */
        ReasonCount: {
            count: number;
            title_fa: string;
        };
        /** @description Why something is done. */
        ReasonIn: {
            reason: string;
        };
        /** @description Something that an entry is about: what it is, and which. */
        RecordDetail: {
            text: string;
            title_fa: string;
        };
        /**
         * @description Something done or seen at the desk; no personal value is in it.
         *
         *     `tracking_code` is there where it was about a case.
         */
        RecordEntry: {
            account_id?: string;
            action: string;
            action_fa: string;
            at: string;
            at_fa: string;
            conversation_id?: string;
            details: components["schemas"]["RecordDetail"][];
            id: number;
            tracking_code?: string;
            who_fa: string;
        };
        /** @description One page of the record, newest first; `next` is there while there is more. */
        RecordPage: {
            entries: components["schemas"]["RecordEntry"][];
            next?: number;
        };
        /** @description What the record can be narrowed to. */
        RecordTerms: {
            actions: components["schemas"]["Named"][];
            people: components["schemas"]["Named"][];
        };
        /** @description Which words are taken out, as they stand in the text, and why. */
        RedactIn: {
            reason: string;
            words: string;
        };
        /** @description Where a case goes, and why. */
        ReferIn: {
            agency_id: string;
            reason: string;
        };
        /** @description Many cases for one agency, and why. */
        ReferManyIn: {
            agency_id: string;
            codes: string[];
            reason: string;
        };
        /**
         * @description Who calls: the citizen, or somebody for them.
         * @enum {string}
         */
        Relation: "self" | "family" | "guardian" | "attorney" | "other";
        /** @description Why the case is not settled. */
        ReopenIn: {
            reason: string;
        };
        /** @description Something said; `turn_id` is null for what belongs to no message of the citizen. */
        ReplyEvent: {
            at: string;
            reply: components["schemas"]["TextReply"] | components["schemas"]["ServiceReply"] | components["schemas"]["ServicesReply"] | components["schemas"]["ChoicesReply"] | components["schemas"]["CaseReply"] | components["schemas"]["LineReply"] | components["schemas"]["HandoffReply"];
            /** @enum {string} */
            role: "citizen" | "bot" | "operator" | "notice";
            turn_id: string | null;
        };
        /** @description A text, or the card of a service; exactly one of the two. */
        ReplyIn: {
            service_id?: string;
            text?: string;
        };
        /** @description All dead jobs of a kind are to be tried again. */
        RetryIn: {
            kind: string;
        };
        /** @description Which sealed value is wanted, and for what. */
        RevealIn: {
            event_number: number;
            field: components["schemas"]["Field"];
            reason: string;
        };
        /** @description For what the personal values are wanted. */
        RevealPersonIn: {
            reason: string;
        };
        /** @description A message as it was typed. */
        RevealedOut: {
            text: string;
        };
        /** @description Words as typed and contact of a citizen who agreed to be seen. */
        RevealedPerson: {
            values: components["schemas"]["PersonalOut"][];
        };
        /** @description A personal value in the clear. */
        RevealedValue: {
            text: string;
        };
        /** @description How many jobs wait again. */
        Revived: {
            revived: number;
        };
        /**
         * @description What somebody is at the desk.
         * @enum {string}
         */
        "Role-Input": "operator" | "supervisor" | "clerk" | "auditor" | "editor" | "administrator" | "observer";
        /**
         * @description The roots of some days, oldest first; a day on which nothing happened has none.
         *
         *     `public_key` (Ed25519, in hex) is that of the newest signatures; `handovers` tell which keys
         *     signed before it.
         */
        RootsOut: {
            algorithm: string;
            handovers: components["schemas"]["SignedHandover"][];
            public_key: string;
            roots: components["schemas"]["SignedRoot"][];
        };
        /** @description The tally of a province or an agency; `id` is empty where that is not known. */
        Row: {
            id: string;
            /** @default 0 */
            late: number;
            name: string;
            /** @default 0 */
            soon: number;
            /** @default 0 */
            waiting: number;
        };
        /** @description One row; `figures` are absent where fewer than ten people are in it. `since`: a month. */
        RowOut: {
            enough: boolean;
            enough_to_pay?: boolean;
            figures?: {
                [key: string]: components["schemas"]["FigureOut"];
            };
            further_reports_a_day?: components["schemas"]["IntervalOut"];
            id: string;
            name: string;
            note_fa?: string;
            people?: number;
            since: string;
            since_fa: string;
        };
        /** @description A new event of a conversation in hand. */
        SaidNews: {
            conversation_id: string;
            event: components["schemas"]["EventOut"];
        };
        /** @description The event that an operator's words became. */
        SaidOut: {
            event_id: number;
        };
        /**
         * @description What a key opens: the cases of one agency, or filing by Open311.
         * @enum {string}
         */
        Scope: "agency" | "open311";
        /** @description A card with its search score, 0..1. */
        ScoredCard: {
            /** @default [] */
            after: string[];
            agency: components["schemas"]["AgencyRef"];
            audience?: string;
            /** @default [] */
            benefit: string[];
            /** @enum {string} */
            confidence: "high" | "medium" | "low";
            /** @default [] */
            deadline: string[];
            /** @default [] */
            documents: string[];
            fee?: string;
            id: string;
            /** @default [] */
            if_refused: string[];
            /** @default [] */
            online: string[];
            phone?: string;
            portal_url?: string;
            /** @default [] */
            prerequisites: string[];
            processing_time?: string;
            score: number;
            source_note?: string;
            /** @default [] */
            sources: components["schemas"]["CardSource"][];
            /** @default [] */
            steps: string[];
            summary: string;
            title: string;
            /** @default [] */
            validity: string[];
            verified_on?: string;
            /** @default [] */
            where: string[];
            /** @default [] */
            who: string[];
        };
        /** @description A service id with its score, 0..1. */
        ScoredId: {
            id: string;
            score: number;
        };
        /** @description That there is a personal value which the viewer may reveal; not the value. */
        SealedValue: {
            event_number: number;
            field: components["schemas"]["Field"];
            title_fa: string;
        };
        /** @description Services, best first. `abstained` says that none is likely to be meant. */
        SearchOut: {
            abstained: boolean;
            query: components["schemas"]["QueryOut"];
            results: components["schemas"]["ScoredCard"][];
        };
        /** @description A service as shown to citizens. A field without a source is absent. */
        ServiceCard: {
            /** @default [] */
            after: string[];
            agency: components["schemas"]["AgencyRef"];
            audience?: string;
            /** @default [] */
            benefit: string[];
            /** @enum {string} */
            confidence: "high" | "medium" | "low";
            /** @default [] */
            deadline: string[];
            /** @default [] */
            documents: string[];
            fee?: string;
            id: string;
            /** @default [] */
            if_refused: string[];
            /** @default [] */
            online: string[];
            phone?: string;
            portal_url?: string;
            /** @default [] */
            prerequisites: string[];
            processing_time?: string;
            source_note?: string;
            /** @default [] */
            sources: components["schemas"]["CardSource"][];
            /** @default [] */
            steps: string[];
            summary: string;
            title: string;
            /** @default [] */
            validity: string[];
            verified_on?: string;
            /** @default [] */
            where: string[];
            /** @default [] */
            who: string[];
        };
        /** @description The service that may be meant, with its agency: to be asked, never taken for said. */
        ServiceGuess: {
            agency: components["schemas"]["Named"];
            id: string;
            title: string;
        };
        /** @description One service, when the assistant is sure. */
        ServiceReply: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "service";
            service: components["schemas"]["ServiceCard"];
        };
        /** @description At most three services, when it is not. */
        ServicesReply: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "services";
            services: components["schemas"]["ServiceCard"][];
        };
        /** @description A session; `csrf_token` goes into the header X-CSRF-Token of every changing request. */
        SessionOut: {
            account: components["schemas"]["AccountOut"];
            csrf_token: string;
            expires_at: string;
        };
        /**
         * @description Talks whose last message came in a window: how they went.
         *
         *     `alone` is the share that asked for no human and gave no mark of 1 or 2.
         */
        Settled: {
            alone: components["schemas"]["Share"];
            badly_rated: number;
            handed_over: number;
            window: components["schemas"]["Window"];
        };
        /** @description `part` of `of`; from `MIN_PEOPLE` on with the share and its 95 % interval (0 to 1). */
        Share: {
            high?: number;
            low?: number;
            of: number;
            part: number;
            share?: number;
        };
        /** @description A share with its interval, between 0 and 1. */
        ShareOut: {
            high: number;
            low: number;
            point: number;
        };
        /**
         * @description What a table shows: its filters and order as the console keeps them, and its columns.
         *
         *     `state` is a group of statuses or a status; an empty text does not matter.
         */
        Shown: {
            /** @default  */
            agency_id: string;
            /** @default  */
            assignee: string;
            /** @default false */
            breached: boolean;
            /** @default [] */
            columns: components["schemas"]["Column"][];
            /** @default  */
            due_in_h: string;
            /** @default  */
            indicator: string;
            /** @default  */
            kind: string;
            /** @default  */
            level: string;
            /** @default  */
            moved: string;
            /** @default false */
            overdue: boolean;
            /** @default  */
            province: string;
            /** @default  */
            q: string;
            /** @default  */
            sort: string;
            /** @default  */
            state: string;
            /** @default  */
            within_h: string;
        };
        /** @description What is shown at sign-in. */
        SignIn: {
            code: string;
            login: string;
            /** Format: password */
            password: string;
        };
        /** @description `nonce` and `audience` are for the portal's token; `secret` stays in the browser. */
        SignInBegun: {
            audience: string;
            expires_at: string;
            nonce: string;
            secret: string;
        };
        /**
         * @description What is looked for at each agency.
         * @enum {string}
         */
        Signal: "sent_on_before_3h" | "sent_on_before_48h" | "bunched" | "closed_early" | "judged_at_once" | "judged_in_a_row" | "talked_out" | "same_text" | "in_bulk" | "shared_address" | "marks_from_one_address" | "better_verdicts_from_one_address" | "better_marks_from_one_address" | "fewer_reports";
        /** @description The signals of a period; `objection_until_fa` is there while an agency may object. */
        SignalsOut: {
            flags: components["schemas"]["FlagOut"][];
            objection_until_fa?: string;
            period: string;
            state: components["schemas"]["State"];
        };
        /**
         * @description The key that signs roots was changed after the root `after_number` (0: before the first).
         *
         *     `signature` is that of `previous_key`, `own_signature` that of `public_key`: Ed25519 over
         *     SHA-256 of the canonical JSON of the fields above them.
         */
        SignedHandover: {
            after_hash: string;
            after_number: number;
            created_at: string;
            number: number;
            own_signature: string;
            previous_key: string;
            public_key: string;
            signature: string;
        };
        /** @description The session; it is shown as `X-Citizen-Session`, and stored nowhere. */
        SignedIn: {
            expires_at: string;
            /** @default false */
            has_mobile: boolean;
            name?: string;
            session: string;
        };
        /** @description Where the browser goes on, to sign out at the identity provider too. */
        SignedOutOut: {
            continue_at: string;
        };
        /**
         * @description The root of one day (UTC): over the newest event of so many cases, and over the root before.
         *
         *     `hash` is SHA-256 over the canonical JSON of the fields above it; `signature` is Ed25519 over
         *     the hash's bytes, empty for a root of a version that did not sign. `logs` tells how long the
         *     records of readings and of the desk are, and the hash of their last entry.
         */
        SignedRoot: {
            created_at: string;
            day: string;
            hash: string;
            leaves: number;
            logs: {
                [key: string]: unknown;
            };
            number: number;
            previous_hash: string;
            root: string;
            signature: string;
        };
        /**
         * @description An open matter; `offer` is what a new case names to follow it.
         *
         *     The place is told only as far as it is shared, and the day, not the hour.
         */
        SimilarCase: {
            agency_id: string;
            agency_name: string;
            city?: string;
            due_at: string;
            due_at_fa: string;
            indicator: components["schemas"]["Indicator"];
            indicator_fa: string;
            is_overdue: boolean;
            offer: string;
            people: number;
            province?: string;
            since: string;
            since_fa: string;
            status: components["schemas"]["Status"];
            status_fa: string;
        };
        /** @description What a citizen is about to file, as far as it is known. */
        SimilarIn: {
            agency_id: string;
            city?: string;
            description?: string;
            indicator?: components["schemas"]["Indicator"];
            province?: string;
            service_id?: string;
        };
        /** @description What others have told already; both lists are empty when there is nothing. */
        SimilarOut: {
            cases: components["schemas"]["SimilarCase"][];
            outages: components["schemas"]["KnownOutage"][];
        };
        /**
         * @description The situation at a moment; of one agency, or of all (`agency_id` is None).
         *
         *     Talks with the assistant belong to no agency: `queue` and `settled` are of all alone.
         */
        Situation: {
            agencies: components["schemas"]["Row"][];
            agency_id?: string;
            agency_name?: string;
            at: string;
            at_fa: string;
            case_marks: components["schemas"]["Marks"][];
            clocks: components["schemas"]["Clocks"];
            moved: components["schemas"]["Moved"][];
            now: components["schemas"]["Tally"];
            outages: components["schemas"]["Outage"][];
            provinces: components["schemas"]["Row"][];
            queue?: components["schemas"]["Queue"];
            settled: components["schemas"]["Settled"][];
            talk_marks: components["schemas"]["Marks"][];
            trend: components["schemas"]["Day"][];
            unknown_agency: number;
        };
        /**
         * @description How the account with a provider of text messages stands, and the messages of a week.
         *
         *     `trouble_fa` is what the administrator has to see to; `open` are those whose end is not known.
         */
        SmsStanding: {
            credit_fa?: string;
            delivered: number;
            is_credit_low: boolean;
            open: number;
            provider_fa: string;
            trouble_fa?: string;
            trouble_since_fa?: string;
            undelivered: number;
        };
        /**
         * @description The order of a list: by due time or by filing, either way; each by an index.
         * @enum {string}
         */
        Sort: "due" | "due_last" | "newest" | "oldest";
        /** @description A few signs that are said in one breath. */
        Spoken: {
            signs: string;
            spoken: string;
        };
        /**
         * @description An account as administrators see it: no password, no secret, no link.
         *
         *     `sessions` is how many browsers are signed in, `seen_at_fa` when one was last used, and
         *     `until_fa` when an open invitation ends.
         */
        StaffAccount: {
            agency_id?: string;
            agency_name?: string;
            created_at_fa: string;
            id: string;
            is_own: boolean;
            login: string;
            name: string;
            role: components["schemas"]["assistant__desk__roles__Role"];
            role_fa: string;
            seen_at_fa?: string;
            sessions: number;
            state: components["schemas"]["AccountState"];
            state_fa: string;
            until_fa?: string;
        };
        /** @description An account with where its holder is signed in. */
        StaffAccountPage: {
            agency_id?: string;
            agency_name?: string;
            created_at_fa: string;
            id: string;
            is_own: boolean;
            login: string;
            name: string;
            role: components["schemas"]["assistant__desk__roles__Role"];
            role_fa: string;
            seen_at_fa?: string;
            sessions: number;
            signed_in: components["schemas"]["StaffSession"][];
            state: components["schemas"]["AccountState"];
            state_fa: string;
            until_fa?: string;
        };
        /** @description One page of the accounts by name, and how many there are on all pages. */
        StaffPage: {
            accounts: components["schemas"]["StaffAccount"][];
            pages: number;
            total: number;
        };
        /** @description A browser in which somebody is signed in; of the device its kind only. */
        StaffSession: {
            began_at_fa: string;
            device_fa: string;
            seen_at_fa: string;
        };
        /**
         * @description How far the figures of a period are.
         * @enum {string}
         */
        State: "open" | "provisional" | "final";
        /**
         * @description Where a case stands. Only `CONFIRMED` means that the citizen calls it solved.
         * @enum {string}
         */
        Status: "registered" | "referred" | "in_progress" | "answered" | "confirmed" | "partly" | "disputed" | "closed" | "closed_unconfirmed" | "withdrawn" | "reopened" | "misdirected";
        /** @description A step to come, named after the move that it will be; without a time where none is known. */
        StepAhead: {
            at?: string;
            at_fa?: string;
            title_fa: string;
            type: string;
        };
        /** @description Words for the answer box; the operator reads and changes them before anything is sent. */
        SuggestedAnswer: {
            text: string;
            title: string;
        };
        /** @description What the newest message of the citizen may be answered with, best first. */
        SuggestionsOut: {
            answers: components["schemas"]["SuggestedAnswer"][];
            services: components["schemas"]["ServiceCard"][];
        };
        /**
         * @description Many more people than usual report that something is down; citizens are not told of it.
         *
         *     Rates are people an hour; `score` is the evidence, which had to reach `threshold`. `began` is
         *     `since` as a form takes it.
         */
        SuspectedOut: {
            agency_id: string;
            agency_name: string;
            began: string;
            from_cases: number;
            id: number;
            indicator: components["schemas"]["Indicator"];
            last_fa: string;
            observed_per_hour: number;
            people: number;
            province?: string;
            provinces: components["schemas"]["CountedName"][];
            score: number;
            service_id?: string;
            service_title?: string;
            services: components["schemas"]["CountedName"][];
            since: string;
            since_fa: string;
            threshold: number;
            usual_per_hour: number;
            what_fa: string;
        };
        /** @description What became of a file: it waits, or is one of the case `attached_to`, filed meanwhile. */
        TakenOut: {
            attached_to?: string;
            file?: components["schemas"]["WaitingFileOut"];
        };
        /** @description A case for the citizen of a conversation; `consent_turn_id` is the message that agreed. */
        TalkCaseIn: {
            agency_id?: string;
            city?: string;
            consent_turn_id: string;
            contact?: components["schemas"]["Contact"];
            description: string;
            follow?: string;
            formal_description?: string;
            /** @default anonymous */
            identity: components["schemas"]["Identity"];
            indicator?: components["schemas"]["Indicator"];
            kind: components["schemas"]["assistant__cases__terms__Kind"];
            /** Format: date-time */
            occurred_at?: string;
            province?: string;
            service_id?: string;
            /** @default false */
            shows_names: boolean;
        };
        /** @description What the conversation says for the form: its words, and what they say; to be changed. */
        TalkDraftOut: {
            agency?: components["schemas"]["Named"];
            city?: string;
            contact: components["schemas"]["ContactHeard"];
            description: string;
            indicator?: components["schemas"]["Indicator"];
            /** @default false */
            is_emergency: boolean;
            is_understood: boolean;
            kind?: components["schemas"]["assistant__cases__terms__Kind"];
            line?: components["schemas"]["LineOut"];
            missing: ("agency" | "place")[];
            province?: string;
            service?: components["schemas"]["ServiceGuess"];
            similar?: components["schemas"]["SimilarOut"];
        };
        /** @description What the operator sees of it: code and pin go to the citizen, into the conversation. */
        TalkFiled: {
            agency_name: string;
            due_at_fa: string;
            is_following: boolean;
            tracking_code: string;
        };
        /** @description A conversation as an operator sees it. */
        TalkOut: {
            channel: string;
            channel_fa: string;
            conversation_id: string;
            /** @default [] */
            earlier: components["schemas"]["EarlierOut"][];
            events: components["schemas"]["EventOut"][];
            is_mine: boolean;
            /** @default false */
            is_past: boolean;
            notes: components["schemas"]["NoteOut"][];
            owned_since_fa?: string;
            owner: components["schemas"]["Owner"];
            owner_name?: string;
            pack: components["schemas"]["Pack"];
            queued_at_fa?: string;
        };
        /** @description Cases that wait for an answer: all, those due within a day, and those past their deadline. */
        Tally: {
            /** @default 0 */
            late: number;
            /** @default 0 */
            soon: number;
            /** @default 0 */
            waiting: number;
        };
        /** @description What the desk's lists and forms offer to choose from; `sends_sms`: text messages are on. */
        TermsOut: {
            agencies: components["schemas"]["AgencyNamed"][];
            identities: components["schemas"]["Named"][];
            indicators: components["schemas"]["Named"][];
            kinds: components["schemas"]["Named"][];
            levels: components["schemas"]["Named"][];
            provinces: components["schemas"]["ProvinceOut"][];
            sends_sms: boolean;
            statuses: components["schemas"]["Named"][];
        };
        /** @description Words to the citizen, or of a note. */
        TextIn: {
            text: string;
        };
        /** @description Plain words. */
        TextReply: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "text";
            text: string;
        };
        /** @description A line of `text` that can be shown in a table; `choice` is the option that changes it. */
        TextRow: {
            choice?: string;
            name: string;
            text: string;
        };
        /**
         * @description A theme. Without a `title` the `proposal` is its most typical question.
         *
         *     `people`, `proposal` and `reasons` are there only where at least three people asked.
         *     `asked_since` counts questions that came after it had ended.
         */
        ThemeOut: {
            agency_name?: string;
            /** @default 0 */
            asked_since: number;
            checked?: components["schemas"]["CheckOut"];
            due_fa?: string;
            id: number;
            /** @default false */
            is_overdue: boolean;
            kind: components["schemas"]["assistant__insight__questions__reasons__Kind"];
            kind_fa: string;
            latest_fa?: string;
            merged_into?: number;
            owner?: components["schemas"]["Named"];
            people?: number;
            proposal?: string;
            reason?: string;
            /** @default [] */
            reasons: components["schemas"]["ReasonCount"][];
            rows: number;
            service?: components["schemas"]["Named"];
            state: components["schemas"]["ThemeState"];
            state_fa: string;
            title?: string;
        };
        /**
         * @description A theme with its citizens' masked words, the most typical first.
         *
         *     `likely` are services that the most typical words find now.
         */
        ThemePage: {
            agency_name?: string;
            /** @default 0 */
            asked_since: number;
            checked?: components["schemas"]["CheckOut"];
            due_fa?: string;
            id: number;
            /** @default false */
            is_overdue: boolean;
            kind: components["schemas"]["assistant__insight__questions__reasons__Kind"];
            kind_fa: string;
            latest_fa?: string;
            /** @default [] */
            likely: components["schemas"]["Named"][];
            merged_into?: number;
            owner?: components["schemas"]["Named"];
            people?: number;
            proposal?: string;
            reason?: string;
            /** @default [] */
            reasons: components["schemas"]["ReasonCount"][];
            rows: number;
            service?: components["schemas"]["Named"];
            state: components["schemas"]["ThemeState"];
            state_fa: string;
            title?: string;
            words: components["schemas"]["WordsOut"][];
        };
        /**
         * @description Where a theme is; the last two have ended.
         * @enum {string}
         */
        ThemeState: "open" | "assigned" | "answered" | "dismissed";
        /** @description The board: themes, those of most people first; `alone` counts rows that are in none. */
        ThemesOut: {
            alone: number;
            grouped_at_fa?: string;
            is_grouping: boolean;
            owners: components["schemas"]["Named"][];
            themes: components["schemas"]["ThemeOut"][];
        };
        /** @description What is to be shown with the code, which works for so many seconds. */
        Ticket: {
            ticket: string;
            valid_s: number;
        };
        /** @description The portal's token, and the secret of the attempt for which it was made. */
        TokenIn: {
            secret: string;
            token: string;
        };
        /** @description Who gets the conversation. */
        TransferIn: {
            account_id: string;
        };
        /** @description What the citizen asked in one turn, and what the assistant made of it. */
        Tried: {
            act: string;
            asked: string;
            has_failed: boolean;
            shown: string[];
        };
        /** @description The answer to one message. */
        TurnOut: {
            about: components["schemas"]["About"];
            act: components["schemas"]["ActOut"];
            owner: components["schemas"]["Owner"];
            replies: (components["schemas"]["TextReply"] | components["schemas"]["ServiceReply"] | components["schemas"]["ServicesReply"] | components["schemas"]["ChoicesReply"] | components["schemas"]["CaseReply"] | components["schemas"]["LineReply"] | components["schemas"]["HandoffReply"])[];
            turn_id: string;
        };
        /** @description Somebody is writing; to be shown for so many seconds, or until a reply comes. */
        TypingEvent: {
            for_s: number;
            /** @enum {string} */
            role: "citizen" | "bot" | "operator" | "notice";
        };
        /** @description The citizen of a conversation in hand is writing; shown for so many seconds at most. */
        TypingNews: {
            conversation_id: string;
            for_s: number;
        };
        /** @description A text to understand. */
        UnderstandIn: {
            text: string;
        };
        /** @description All that is understood of a text. */
        UnderstandOut: {
            act: components["schemas"]["ActOut"];
            agency_id?: string;
            city?: string;
            indicator?: string;
            line?: string;
            pii: components["schemas"]["PiiOut"][];
            province?: string;
            repaired: string;
            services: components["schemas"]["ScoredId"][];
        };
        /**
         * @description What a figure is measured in.
         * @enum {string}
         */
        Unit: "share" | "office_minutes";
        /** @description How much needs a hand; what one may not see is absent. */
        UpkeepNews: {
            closures?: number;
            dead_jobs?: number;
        };
        /**
         * @description What the citizen says of the agency's answer.
         * @enum {string}
         */
        Verdict: "solved" | "partly" | "unsolved";
        /** @description What the citizen says of the answer. */
        VerdictIn: {
            comment?: string;
            score?: number;
            verdict: components["schemas"]["Verdict"];
        };
        /** @description A view to be kept; one of the same name is written anew. */
        ViewIn: {
            name: string;
            shown: components["schemas"]["Shown"];
        };
        /** @description A view that is kept. */
        ViewOut: {
            id: string;
            name: string;
            shown: components["schemas"]["Shown"];
        };
        /** @description The viewer's own views, by name. */
        Views: {
            views: components["schemas"]["ViewOut"][];
        };
        /** @description A file that waits for its case until `until`; `size` counts bytes, as it is kept. */
        WaitingFileOut: {
            id: string;
            kind: components["schemas"]["FileKind"];
            kind_fa: string;
            media_type: components["schemas"]["Media"];
            size: number;
            until: string;
            until_fa: string;
        };
        /** @description What waits, oldest first; `left` more may be added, each of `max_bytes` at most. */
        WaitingFilesOut: {
            files: components["schemas"]["WaitingFileOut"][];
            left: number;
            max_bytes: number;
        };
        /** @description Why something is dropped or called off; personal data in it is masked. */
        WhyIn: {
            reason: string;
        };
        /**
         * @description A span that ends now.
         * @enum {string}
         */
        Window: "hour" | "day" | "week";
        /** @description Why the citizen takes the case back, if they like to say so. */
        WithdrawIn: {
            reason?: string;
        };
        /** @description A closure that was called off: when, and why where that was asked for. */
        WithdrawnOut: {
            begins_fa: string;
            ends_fa: string;
            id: number;
            is_over: boolean;
            province: string;
            reason: components["schemas"]["Reason-Output"];
            reason_fa: string;
            source: string;
            withdrawn_at_fa: string;
            withdrawn_reason?: string;
        };
        /** @description Masked words of citizens, and why they are on the board; `times` how often they came. */
        WordsOut: {
            aspect_fa?: string;
            reason_fa?: string;
            service_title?: string;
            text: string;
            times: number;
        };
        /** @description What the citizen adds to a case. */
        assistant__cases__schemas__MessageIn: {
            text: string;
        };
        /**
         * @description What a case is; also called a 128 report.
         * @enum {string}
         */
        assistant__cases__terms__Kind: "complaint" | "suggestion" | "criticism" | "praise";
        /**
         * @description Who does something with a case; the clock is what happens by itself.
         * @enum {string}
         */
        assistant__cases__terms__Role: "citizen" | "agency" | "operator" | "clock";
        /**
         * @description A text, or a choice: of an option shown before, or of a service's card.
         *
         *     `contact` goes into the case that the message files, if it files one, and nowhere else.
         */
        assistant__channels__web__conversations__MessageIn: {
            choice?: string;
            contact?: components["schemas"]["ContactIn"];
            text?: string;
        };
        /** @description Who sees to a case from now on; nobody when it is absent. */
        assistant__desk__casework__table_schemas__AssignIn: {
            account_id?: string;
        };
        /** @description The catalogue entry that answers a theme. */
        assistant__desk__insight__theme_schemas__AnswerIn: {
            service_id: string;
        };
        /** @description Who takes a theme in hand; `due` is a Jalali day, by which it should be done. */
        assistant__desk__insight__theme_schemas__AssignIn: {
            /** Format: date */
            due?: string;
            owner_id: string;
        };
        /** @description Why a theme is put aside. */
        assistant__desk__insight__theme_schemas__DismissIn: {
            reason: string;
        };
        /** @description Why it is no outage, and for how many hours the agency raises no suspicion. */
        assistant__desk__outages__schemas__DismissIn: {
            /** @default 6 */
            hours: number;
            reason: string;
        };
        /** @description A new ready answer, of one's own or for all. */
        assistant__desk__ready__schemas__AnswerIn: {
            is_shared: boolean;
            text: string;
            title: string;
        };
        /**
         * @description What somebody is at the desk.
         * @enum {string}
         */
        assistant__desk__roles__Role: "operator" | "supervisor" | "clerk" | "auditor" | "editor" | "administrator" | "observer";
        /**
         * @description What a row or a theme holds; only rows of one kind come into one theme.
         * @enum {string}
         */
        assistant__insight__questions__reasons__Kind: "question" | "suggestion" | "criticism" | "praise";
        /**
         * @description What a citizen may say that a mark comes from, whether it is a high or a low one.
         *
         *     The drivers of trust that the United States ask for after every service (OMB Circular A-11,
         *     section 280; questions of GSA's Touchpoints).
         * @enum {string}
         */
        assistant__insight__ratings__terms__Reason: "effectiveness" | "ease" | "speed" | "transparency" | "humanity" | "employee";
        /**
         * @description Why offices are closed at short notice.
         * @enum {string}
         */
        knowledge__calendar__schema__Reason: "cold" | "heat" | "smog" | "dust" | "storm" | "power" | "gas" | "water" | "other";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
