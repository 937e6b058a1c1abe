//! One POST to a server that the user named: a time-stamping authority. It is told what it has to be
//! told, and nothing of the cache or the limits of registries concerns it.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of the answer is taken.
const LARGEST: usize = 1 << 20;

/// Sends bytes and returns what comes back, or what went wrong in words.
pub async fn post(url: &str, content_type: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let trouble = |error: reqwest::Error| error.without_url().to_string();
    let client = reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .tls_backend_preconfigured(super::tls::trusting()?)
        .user_agent(concat!("trace/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(trouble)?;
    let request = client.post(url).header(CONTENT_TYPE, content_type).body(body);
    let reply = request.send().await.map_err(trouble)?;
    if !reply.status().is_success() {
        return Err(format!("it answers HTTP {}", reply.status().as_u16()));
    }
    let mut reply = reply;
    let mut bytes = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(trouble)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LARGEST {
            return Err("its answer is too large".to_owned());
        }
    }
    Ok(bytes)
}
