use leptos::{
    prelude::Resource,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};

/// What the server has loaded for a page, or the browser loads.
pub(crate) type Loading<T> = Resource<T, JsonText>;

/// Data within a page is read as the answers of server functions are: from bytes. For the codec that resources have by
/// default, which reads from text, the browser would load a second reader of every type.
#[derive(Debug)]
pub(crate) struct JsonText;

impl<T: Serialize> Encoder<T> for JsonText {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(data: &T) -> Result<String, Self::Error> {
        serde_json::to_string(data)
    }
}

impl<T: DeserializeOwned> Decoder<T> for JsonText {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}
