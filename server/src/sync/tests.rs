mod background;
mod failure;
mod flow;
mod recency;
mod time;
