//! The reader as serde sees it.

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{
    error::{Cause, Stop},
    number::Number,
    reader::{Items, Json},
};

impl<'de> Deserializer<'de> for &mut Json<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.input.token()? {
            b'-' | b'0'..=b'9' => match self.number()? {
                Number::Short { digits, places: 0 } if digits < 0 => visitor.visit_i64(digits),
                Number::Short { digits, places: 0 } => visitor.visit_u64(digits.unsigned_abs()),
                number @ Number::Short { .. } => visitor.visit_f64(number.value()),
                Number::Positive(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
                Number::Decimal(number) if number.is_finite() => visitor.visit_f64(number),
                Number::Decimal(_) => Err(Cause::Syntax("number out of range").into()),
            },
            b'"' => visitor.visit_str(self.text()?),
            b'[' => {
                let mut items = self.items()?;
                let value = visitor.visit_seq(&mut items)?;
                items.end().map(|()| value)
            }
            b'{' => {
                let mut items = self.items()?;
                let value = visitor.visit_map(&mut items)?;
                items.end().map(|()| value)
            }
            b'n' => {
                self.input.word(b"null")?;
                visitor.visit_unit()
            }
            b't' => {
                self.input.word(b"true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.input.word(b"false")?;
                visitor.visit_bool(false)
            }
            _ => Err(self.input.unexpected("this is no JSON value")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if let b'-' | b'0'..=b'9' = self.input.token()? {
            // Of a number that nobody wants it does not matter how large it is.
            self.number()?;
            return visitor.visit_unit();
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.input.token()? == b'n' {
            self.input.word(b"null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        match self.input.token()? {
            b'"' => visitor.visit_enum(StrDeserializer::new(self.text()?)),
            b'{' => {
                let mut items = self.items()?;
                let value = visitor.visit_enum(MapAccessDeserializer::new(&mut items))?;
                items.end().map(|()| value)
            }
            _ => Err(self.input.unexpected("this is no variant")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, '_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Stop> {
        match self.next()? {
            Some(_) => seed.deserialize(&mut *self.json).map(Some),
            None => Ok(None),
        }
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, '_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Stop> {
        match self.next()? {
            Some(b'"') => seed.deserialize(&mut *self.json).map(Some),
            Some(_) => Err(self.json.input.unexpected("this is no name")),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(self.value()?)
    }
}
