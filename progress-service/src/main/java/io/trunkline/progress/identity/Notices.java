package io.trunkline.progress.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.trunkline.progress.wording.Wording;
import io.trunkline.progress.wording.Words;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Notices as pages, in the language of the browser and without anything else it sent. */
@Singleton
class Notices {

  static final String HTML = "text/html;charset=UTF-8";

  private final Wording wording;

  Notices(Wording wording) {
    this.wording = wording;
  }

  @CheckedTemplate(basePath = "Login")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(String lang, String title, String text, boolean inside);
  }

  Response response(Notice notice, RoutingContext request) {
    return Response.status(notice.status).type(HTML).entity(html(notice, request)).build();
  }

  String html(Notice notice, RoutingContext request) {
    Words words = wording.in(asked(request.request().getHeader("Accept-Language")));
    return Templates.notice(
            words.locale().getLanguage(),
            notice.title.apply(words.texts()),
            notice.text.apply(words.texts()),
            notice.inside)
        .setLocale(words.locale())
        .render();
  }

  private static Locale asked(String languages) {
    try {
      Locale known =
          languages == null
              ? null
              : Locale.lookup(
                  Locale.LanguageRange.parse(languages), List.of(Locale.ENGLISH, Locale.GERMAN));
      return known == null ? Locale.ENGLISH : known;
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }
}
