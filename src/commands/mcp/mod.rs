//! `mcp`: the same answers inside an assistant, by the Model Context Protocol over standard input and output.
//!
//! `asked` is what the tools take, `tools` what they do, `shown` what they give: picked from the JSON of the other commands, so that it is
//! theirs. Here stands what an assistant sees beside them.

mod asked;
mod prompts;
mod shown;
mod tools;

use std::sync::Arc;

use anyhow::{Result, anyhow};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, CompleteRequestParams, CompleteResult, CompletionInfo, ContentBlock,
    GetPromptRequestParams, GetPromptResponse, Implementation, ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult,
    ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, Reference, Resource,
    ResourceContents, ResourceTemplate, ServerCapabilities, ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer, ServerInitializeError};
use rmcp::{ErrorData, ServerHandler, ServiceExt as _};

use super::{ANSWERED, Data};
use crate::calendar::Day;
use crate::catalog::Catalog;
use crate::framework::Framework;
use crate::guide::Guide;
use crate::rules::Rules;
use crate::snapshot::Snapshot;
use tools::Tool;

/// Where a credential's facts are, and a topic of the guide.
const CREDENTIAL: &str = "certwise://credential/";
const TOPIC: &str = "certwise://guide/";

const INSTRUCTIONS: &str = "certwise says which AI certification is worth it for a person: ranked, explained, costed and dated, from a \
    catalogue in which every fact has a source and a day. Call `recommend` with whatever the person told (role, goal, level, platform, \
    budget, hours a week, deadline, what they hold); leave out what they did not tell. What an answer says is as known on `facts_as_of`: \
    say so, give the link, and have price and date checked before anybody pays. Never add a price or a date of your own.";

pub(super) fn run(data: &'static Data) -> Result<u8> {
    let (catalog, framework, rules) = data.parts();
    // What nobody waits for beside it needs one thread.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = Server { catalog, framework, rules };
    runtime.block_on(async {
        match server.serve(rmcp::transport::stdio()).await {
            Ok(running) => running.waiting().await.map(drop).map_err(|why| anyhow!(why)),
            // Whoever closes the input before anything was asked wanted nothing.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(why) => Err(anyhow!(why)),
        }
    })?;
    Ok(ANSWERED)
}

/// What answers.
struct Server {
    catalog: &'static Catalog,
    framework: &'static Framework,
    rules: Arc<Rules>,
}

impl Server {
    /// What is known on that day; today, by the clock of this moment, where none is asked for.
    fn on(&self, day: Option<Day>) -> Snapshot<'static> {
        Snapshot::with_rules(self.catalog, self.framework, Arc::clone(&self.rules), day.unwrap_or_else(|| Day::today().0))
    }

    fn resource(&self, uri: &str) -> Option<String> {
        let snapshot = self.on(None);
        if let Some(id) = uri.strip_prefix(CREDENTIAL) {
            return tools::whole_credential(&snapshot, snapshot.catalog.find_credential(id).ok()?);
        }
        let topic = Guide::get().find(uri.strip_prefix(TOPIC)?).ok()?;
        tools::whole_topic(&snapshot, topic)
    }

    /// What a value that begins so may be.
    fn completed(&self, reference: &Reference, argument: &str, begun: &str) -> Vec<String> {
        let begun = begun.to_lowercase();
        let known: Vec<String> = match (reference, argument) {
            (Reference::Resource(resource), _) if resource.uri.starts_with(TOPIC) => {
                Guide::get().topic.iter().map(|topic| topic.id.clone()).collect()
            }
            (Reference::Resource(_), _) | (_, "credential") => {
                let named = self.catalog.credentials.iter().filter(|it| {
                    let names = [&it.id, &it.name].into_iter().chain(it.code.as_ref());
                    names.into_iter().any(|name| name.to_lowercase().contains(&begun))
                });
                return named.map(|credential| credential.id.clone()).collect();
            }
            (_, argument) => prompts::words_of(argument),
        };
        known.into_iter().filter(|word| word.starts_with(&begun)).collect()
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let can = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().enable_completions().build();
        let name = Implementation::new("certwise", env!("CARGO_PKG_VERSION")).with_title("certwise: which AI certification is worth it");
        ServerConfig::new(can).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(Tool::ALL.iter().map(|tool| tool.described()).collect()))
    }

    async fn call_tool(&self, call: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let tool = Tool::ALL.iter().find(|tool| tool.name() == call.name).ok_or_else(|| {
            let known: Vec<&str> = Tool::ALL.iter().map(|tool| tool.name()).collect();
            ErrorData::invalid_params(format!("there is no tool `{}`; there are {}", call.name, known.join(", ")), None)
        })?;
        let answered = tool.answer(self, call.arguments.unwrap_or_default());
        Ok(CallToolResponse::from(match answered {
            Ok(answer) => {
                let mut result = CallToolResult::success(vec![ContentBlock::text(answer.words)]);
                result.structured_content = Some(answer.shown);
                result
            }
            // Whoever asked can mend it.
            Err(why) => CallToolResult::error(vec![ContentBlock::text(why)]),
        }))
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let topics = Guide::get().topic.iter();
        let topics = topics.map(|it| resource(&format!("{TOPIC}{}", it.id), &it.id, &it.title).with_description(&*it.gist));
        let credentials = self.catalog.credentials.iter().map(|it| resource(&format!("{CREDENTIAL}{}", it.id), &it.id, &it.name));
        Ok(ListResourcesResult::with_all_items(topics.chain(credentials).collect()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        let of = |uri: &str, name: &str, title: &str| ResourceTemplate::new(uri, name).with_title(title).with_mime_type("application/json");
        Ok(ListResourceTemplatesResult::with_all_items(vec![
            of(&format!("{CREDENTIAL}{{id}}"), "credential", "All that is known of a credential, with its sources"),
            of(&format!("{TOPIC}{{topic}}"), "guide", "What a topic of the guide says"),
        ]))
    }

    async fn read_resource(
        &self,
        wanted: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let text = self.resource(&wanted.uri).ok_or_else(|| {
            let why = format!("there is no `{}`; resources are {CREDENTIAL}ID and {TOPIC}TOPIC", wanted.uri);
            ErrorData::resource_not_found(why, None)
        })?;
        let contents = ResourceContents::text(text, wanted.uri).with_mime_type("application/json");
        Ok(ReadResourceResponse::from(ReadResourceResult::new(vec![contents])))
    }

    async fn list_prompts(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::all()))
    }

    async fn get_prompt(&self, wanted: GetPromptRequestParams, _: RequestContext<RoleServer>) -> Result<GetPromptResponse, ErrorData> {
        let told = wanted.arguments.unwrap_or_default();
        prompts::filled(&wanted.name, &told).map(GetPromptResponse::from).map_err(|why| ErrorData::invalid_params(why, None))
    }

    async fn complete(&self, asked: CompleteRequestParams, _: RequestContext<RoleServer>) -> Result<CompleteResult, ErrorData> {
        let mut values = self.completed(&asked.r#ref, &asked.argument.name, &asked.argument.value);
        let total = values.len();
        values.truncate(CompletionInfo::MAX_VALUES);
        let mut completion = CompletionInfo::new(values).map_err(|why| ErrorData::internal_error(why, None))?;
        completion.total = u32::try_from(total).ok();
        completion.has_more = Some(total > CompletionInfo::MAX_VALUES);
        Ok(CompleteResult::new(completion))
    }
}

fn resource(uri: &str, name: &str, title: &str) -> Resource {
    Resource::new(uri, name).with_title(title).with_mime_type("application/json")
}
