package io.trunkline.progress.ops;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.progress.Problems;
import java.io.IOException;
import java.util.List;

/** Reads what an operator sent; a misspelt field must not act on everybody. */
final class Body {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Body() {}

  /** The one object of the body; throws the problem to answer when it is none of this type. */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T read = JSON.readValue(body, type);
      if (read != null) {
        return read;
      }
    } catch (MismatchedInputException other) {
      if (!other.getPath().isEmpty()) {
        Reference field = other.getPath().get(other.getPath().size() - 1);
        throw fault("/" + escaped(field.getFieldName()), "is not known here or not a text");
      }
    } catch (IOException notJson) {
      throw notAnObject();
    }
    throw notAnObject();
  }

  /** What is wrong with one field of the body. */
  static RuntimeException fault(String pointer, String detail) {
    return Problems.invalidEntry(List.of(new Problems.Fault(pointer, detail)));
  }

  private static RuntimeException notAnObject() {
    return Problems.malformedJson("The body must be one JSON object, each field once.");
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
