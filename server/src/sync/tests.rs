mod background;
mod failure;
mod flow;
mod recency;
mod retention;
mod time;
