//! The form for people's own scripts.

use serde::Serialize;

use super::Frame;
use crate::model::Channel;

/// A frame as plain JSON:
/// `{"from_ms":0,"to_ms":60000,"channels":[{"channel":"hr","unit":"bpm","lines":[[[0,92.0],[1000,93.0]]]}]}`.
/// Each line is an unbroken stretch of `[instant in ms, value]` pairs.
#[derive(Debug, Serialize)]
pub struct FrameJson<'a> {
    from_ms: i32,
    to_ms: i32,
    channels: Vec<ChannelJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ChannelJson<'a> {
    channel: Channel,
    unit: &'a str,
    lines: Vec<Vec<(i32, f64)>>,
}

impl<'a> FrameJson<'a> {
    pub(super) fn of(frame: &'a Frame) -> Self {
        let channels = frame.lanes.iter().map(|lane| ChannelJson {
            channel: lane.channel,
            unit: lane.channel.unit(),
            lines: lane
                .lines
                .iter()
                .map(|line| line.iter().map(|point| (point.at_ms, point.value)).collect())
                .collect(),
        });
        Self {
            from_ms: frame.window.from_ms,
            to_ms: frame.window.to_ms,
            channels: channels.collect(),
        }
    }
}
