var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return(e=>new i(typeof e==`string`?e:e+``,void 0,n))(t)})(e):e,{is:o,defineProperty:s,getOwnPropertyDescriptor:c,getOwnPropertyNames:l,getOwnPropertySymbols:u,getPrototypeOf:d}=Object,ee=globalThis,te=ee.trustedTypes,ne=te?te.emptyScript:``,re=ee.reactiveElementPolyfillSupport,ie=(e,t)=>e,ae={toAttribute(e,t){switch(t){case Boolean:e=e?ne:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},oe=(e,t)=>!o(e,t),se={attribute:!0,type:String,converter:ae,reflect:!1,useDefault:!1,hasChanged:oe};Symbol.metadata??=Symbol(`metadata`),ee.litPropertyMetadata??=new WeakMap;var f=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=se){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&s(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=c(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??se}static _$Ei(){if(this.hasOwnProperty(ie(`elementProperties`)))return;let e=d(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(ie(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ie(`properties`))){let e=this.properties,t=[...l(e),...u(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(a(e))}else e!==void 0&&t.push(a(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let n=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return((n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}})(n,this.constructor.elementStyles),n}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ae:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ae:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??oe)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};f.elementStyles=[],f.shadowRootOptions={mode:`open`},f[ie(`elementProperties`)]=new Map,f[ie(`finalized`)]=new Map,re?.({ReactiveElement:f}),(ee.reactiveElementVersions??=[]).push(`2.1.2`);var ce=globalThis,le=e=>e,ue=ce.trustedTypes,de=ue?ue.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,fe=`$lit$`,p=`lit$${Math.random().toFixed(9).slice(2)}$`,pe=`?`+p,me=`<${pe}>`,m=document,he=()=>m.createComment(``),ge=e=>e===null||typeof e!=`object`&&typeof e!=`function`,_e=Array.isArray,ve=`[ 	
\f\r]`,ye=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,be=/-->/g,xe=/>/g,h=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Se=/'/g,Ce=/"/g,we=/^(?:script|style|textarea|title)$/i,Te=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),g=Te(1),_=Te(2),v=Symbol.for(`lit-noChange`),y=Symbol.for(`lit-nothing`),Ee=new WeakMap,b=m.createTreeWalker(m,129);function De(e,t){if(!_e(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return de===void 0?t:de.createHTML(t)}var Oe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=ye;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===ye?c[1]===`!--`?o=be:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=h):(we.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=h):o=xe:o===h?c[0]===`>`?(o=i??ye,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?h:c[3]===`"`?Ce:Se):o===Ce||o===Se?o=h:o===be||o===xe?o=ye:(o=h,i=void 0);let d=o===h&&e[t+1].startsWith(`/>`)?` `:``;a+=o===ye?n+me:l>=0?(r.push(s),n.slice(0,l)+fe+n.slice(l)+p+d):n+p+(l===-2?t:d)}return[De(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},ke=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Oe(t,n);if(this.el=e.createElement(l,r),b.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=b.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(fe)){let t=u[o++],n=i.getAttribute(e).split(p),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ne:r[1]===`?`?Pe:r[1]===`@`?Fe:Me}),i.removeAttribute(e)}else e.startsWith(p)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(we.test(i.tagName)){let e=i.textContent.split(p),t=e.length-1;if(t>0){i.textContent=ue?ue.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],he()),b.nextNode(),c.push({type:2,index:++a});i.append(e[t],he())}}}else if(i.nodeType===8){if(i.data===pe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(p,e+1))!==-1;)c.push({type:7,index:a}),e+=p.length-1}}a++}}static createElement(e,t){let n=m.createElement(`template`);return n.innerHTML=e,n}};function x(e,t,n=e,r){if(t===v)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=ge(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=x(e,i._$AS(e,t.values),i,r)),t}var Ae=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??m).importNode(t,!0);b.currentNode=r;let i=b.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new je(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ie(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=b.nextNode(),a++)}return b.currentNode=m,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},je=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=y,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=x(this,e,t),ge(e)?e===y||e==null||e===``?(this._$AH!==y&&this._$AR(),this._$AH=y):e!==this._$AH&&e!==v&&this._(e):e._$litType$===void 0?e.nodeType===void 0?(e=>_e(e)||typeof e?.[Symbol.iterator]==`function`)(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==y&&ge(this._$AH)?this._$AA.nextSibling.data=e:this.T(m.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=ke.createElement(De(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ae(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ee.get(e.strings);return t===void 0&&Ee.set(e.strings,t=new ke(e)),t}k(t){_e(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(he()),this.O(he()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=le(e).nextSibling;le(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Me=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=y,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=y}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=x(this,e,t,0),a=!ge(e)||e!==this._$AH&&e!==v,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=x(this,r[n+o],t,o),s===v&&(s=this._$AH[o]),a||=!ge(s)||s!==this._$AH[o],s===y?e=y:e!==y&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===y?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ne=class extends Me{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===y?void 0:e}},Pe=class extends Me{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==y)}},Fe=class extends Me{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=x(this,e,t,0)??y)===v)return;let n=this._$AH,r=e===y&&n!==y||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==y&&(n===y||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ie=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){x(this,e)}},Le=ce.litHtmlPolyfillSupport;Le?.(ke,je),(ce.litHtmlVersions??=[]).push(`3.3.3`);var Re=globalThis,S=class extends f{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=((e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new je(t.insertBefore(he(),e),e,void 0,n??{})}return i._$AI(e),i})(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return v}};S._$litElement$=!0,S.finalized=!0,Re.litElementHydrateSupport?.({LitElement:S});var ze=Re.litElementPolyfillSupport;ze?.({LitElement:S}),(Re.litElementVersions??=[]).push(`4.2.2`);var Be=`۰۱۲۳۴۵۶۷۸۹`;function C(e){return e.replace(/[۰-۹٠-٩]/g,e=>`${Math.max(Be.indexOf(e),`٠١٢٣٤٥٦٧٨٩`.indexOf(e))}`)}function w(e){return e.replace(/\d/g,e=>Be[Number(e)])}var Ve=`چرا تمام شد؟`,He=`به چه کسی؟`,Ue=`انصراف`,We={citizen:`شهروند`,bot:`دستیار`,operator:`کارشناس`,notice:`سامانه`},Ge={bot:`دستیار پاسخ می‌دهد`,queue:`در صف`,operator:`در دست کارشناس`},Ke={bot:`دستیار ادامه می‌دهد`,queue:`به صف رفت`,operator:`کارشناس گفت‌وگو را گرفت`},qe=`حذف اطلاعات شخصی`,Je=`پیشنهاد برای پاسخ`,Ye=`نام خدمت یا پرسش شهروند`,Xe=`یادداشت برای همکاران`,Ze=`پیش از پاسخ بدانید`,T=`این کار انجام نشد. دوباره امتحان کنید.`,Qe=`نام کاربری`,$e=`گذرواژه`,et=new Intl.NumberFormat(`fa-IR`,{useGrouping:!1});function E(e){return et.format(e)}function tt(e){return e<60?`کمتر از یک دقیقه`:e<5400?`${E(Math.round(e/60))} دقیقه`:`${E(Math.round(e/3600))} ساعت`}var nt=864e5,rt=new Intl.DateTimeFormat(`en-u-ca-persian-nu-latn`,{year:`numeric`,month:`numeric`,day:`numeric`,timeZone:`UTC`}),it=new Intl.DateTimeFormat(`en-u-ca-gregory-nu-latn`,{year:`numeric`,month:`numeric`,day:`numeric`,timeZone:`Asia/Tehran`}),at=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{month:`long`,timeZone:`UTC`}),ot=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{weekday:`long`,timeZone:`UTC`});function st(e=new Date){let{year:t,month:n,day:r}=mt(it,e);return Date.UTC(t,n-1,r)/nt}function D(e){return mt(rt,new Date(e*nt))}function ct({year:e,month:t,day:n}){if(e<1300||e>1499||t<1||t>12||n<1||n>31)return;let r=t<8?31*(t-1):216+30*(t-8),i=Date.UTC(e+621,2,21)/nt+r+n-1;return[i,i-1,i+1].find(r=>{let i=D(r);return i.year===e&&i.month===t&&i.day===n})}function lt(e){let{year:t,month:n,day:r}=D(e),i=e-r+1;return{first:i,length:(ct(n===12?{year:t+1,month:1,day:1}:{year:t,month:n+1,day:1})??i+30)-i}}function ut(e,t){let{year:n,month:r,day:i}=D(e),a=12*n+r-1+t,o=ct({year:Math.floor(a/12),month:a%12+1,day:1});return o===void 0?e:o+Math.min(i,lt(o).length)-1}function dt(e){return((e+5)%7+7)%7}function ft(e){return ot.format(new Date(e*nt))}function pt(e){return at.format(new Date(e*nt))}function mt(e,t){let n={year:0,month:0,day:0};for(let{type:r,value:i}of e.formatToParts(t))r in n&&(n[r]=Number(i));return n}var ht=`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر» یا «فردا» بنویسید، یا از تقویم بردارید.`,gt=`این روز را نشناختیم، یا پیش از آغاز است. مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر» یا «فردا» بنویسید، یا از تقویم بردارید.`,_t=e=>`تقویم: ${e}`,vt=`اکنون`,yt=/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: (?:ساعت )?(\d{1,2})(:\d\d)?)?$/,bt=Array.from({length:48},(e,t)=>`${(``+(t>>1)).padStart(2,`0`)}:${t%2?`30`:`00`}`),xt={ArrowLeft:1,ArrowRight:-1,ArrowDown:7,ArrowUp:-7},St=class extends S{static{this.properties={field:{},title:{},withTime:{type:Boolean}}}#e=!1;#t=0;#n;#r=``;createRenderRoot(){return this}render(){return g`<button type="button" class="day-button" aria-haspopup="dialog" aria-label=${_t(this.title)} title=${_t(this.title)} @click=${()=>{this.#i()}}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4"></path></svg></button>
      ${this.#e?this.#a():y}`}async#i(){let e=function(e){let t=yt.exec(C(e).trim().replace(/[\s،]+/g,` `));if(!t)return;let n=ct({year:Number(t[1]),month:Number(t[2]),day:Number(t[3])}),r=t[4]?`${t[4].padStart(2,`0`)}${t[5]??`:00`}`:``;return n===void 0?void 0:{day:n,time:r}}(this.#y.value);[this.#n,this.#r]=[e?.day,e?.time??``],this.#t=e?.day??st(),this.#e=!0,this.requestUpdate(),await this.updateComplete,this.querySelector(`dialog`).showModal(),this.#v()}#a(){let e=`${this.field}-month`;return g`<dialog class="calendar" aria-label=${_t(this.title)} @close=${e=>this.#_(e)} @keydown=${e=>e.stopPropagation()}
        @click=${e=>e.target===e.currentTarget&&this.#g()}>
      <div class="calendar-head">
        ${this.#o(`سال پیش`,`»`,-12)}${this.#o(`ماه پیش`,`›`,-1)}
        <h2 id=${e} aria-live="polite">${pt(this.#t)} ${E(D(this.#t).year)}</h2>
        ${this.#o(`ماه بعد`,`‹`,1)}${this.#o(`سال بعد`,`«`,12)}
      </div>
      ${this.#s(e)}
      ${this.withTime?this.#l():y}
      <p class="soft on-keys">${`کلیدهای جهت: روز و هفته · Page Up و Page Down: ماه، با Shift سال · Enter: برداشتن · Esc: بستن`}</p>
      <p class="buttons">
        ${this.withTime?g`<button type="button" class="main" @click=${()=>this.#m()}>${`بگذار`}</button>
          <button type="button" @click=${()=>this.#h(vt)}>${vt}</button>`:y}
        <button type="button" @click=${()=>this.#d(st())}>${`امروز`}</button>
        ${this.#y.value?g`<button type="button" class="clear-day" @click=${()=>this.#h(``)}>${`پاک کردن`}</button>`:y}
        <button type="button" class="quiet" @click=${()=>this.#g()}>${`بستن`}</button>
      </p></dialog>`}#o(e,t,n){return g`<button type="button" aria-label=${e} title=${e} @click=${()=>this.#f(n)}><span dir="ltr">${t}</span></button>`}#s(e){let{first:t,length:n}=lt(this.#t),r=t-dt(t),i=Math.ceil((t+n-r)/7);return g`<table role="grid" aria-labelledby=${e} @keydown=${e=>this.#u(e)}>
      <thead><tr>${[0,1,2,3,4,5,6].map(e=>{let t=ft(r+e);return g`<th scope="col" abbr=${t}><span aria-hidden="true">${t[0]}</span><span class="unseen">${t}</span></th>`})}</tr></thead>
      <tbody>${Array.from({length:i},(e,i)=>g`<tr>${[0,1,2,3,4,5,6].map(e=>{let a=r+7*i+e;return a<t||a>=t+n?g`<td></td>`:this.#c(a)})}</tr>`)}</tbody></table>`}#c(e){return g`<td role="gridcell" tabindex=${e===this.#t?0:-1} data-day=${e} class=${dt(e)===6?`friday`:``} aria-label=${function(e){let{year:t,day:n}=D(e);return`${ft(e)} ${E(n)} ${pt(e)} ${E(t)}`}(e)}
      aria-selected=${e===this.#n} aria-current=${e===st()?`date`:y} @click=${()=>this.#p(e)}>${E(D(e).day)}</td>`}#l(){let e=!this.#r||bt.includes(this.#r)?bt:[...bt,this.#r].sort();return g`<label class="calendar-time">${`ساعت`}<select @change=${e=>this.#r=e.target.value}>
      <option value="" .selected=${!this.#r}>${`همهٔ روز`}</option>
      ${e.map(e=>g`<option value=${e} .selected=${e===this.#r}>${w(e)}</option>`)}</select></label>`}#u(e){let[t,n]=[xt[e.key],dt(this.#t)];if(t)this.#d(this.#t+t);else if(e.key===`Home`)this.#d(this.#t-n);else if(e.key===`End`)this.#d(this.#t+6-n);else if(e.key===`PageUp`)this.#d(ut(this.#t,e.shiftKey?-12:-1));else if(e.key===`PageDown`)this.#d(ut(this.#t,e.shiftKey?12:1));else if(e.key===` `)this.#p(this.#t);else{if(e.key!==`Enter`)return;this.#n=this.#t,this.#m()}e.preventDefault()}#d(e){this.#t=e,this.requestUpdate(),this.updateComplete.then(()=>this.#v())}#f(e){this.#t=ut(this.#t,e),this.requestUpdate()}#p(e){if(this.#n=e,!this.withTime)return this.#m();this.#d(e)}#m(){this.#h(function({day:e,time:t}){let{year:n,month:r,day:i}=D(e),a=e=>`${e}`.padStart(2,`0`);return w(`${n}/${a(r)}/${a(i)}${t?` ${t}`:``}`)}({day:this.#n??this.#t,time:this.#r}))}#h(e){let t=this.#y;t.value=e;for(let e of[`input`,`change`])t.dispatchEvent(new Event(e,{bubbles:!0}));this.#g()}#g(){this.querySelector(`dialog`)?.close()}#_(e){e.currentTarget.open||(this.#e=!1,this.requestUpdate())}#v(){this.querySelector(`[data-day="${this.#t}"]`)?.focus()}get#y(){return document.getElementById(this.field)}};function Ct(e,t,n=``){let r=(o=e)instanceof Uint8Array||ArrayBuffer.isView(o)&&o.constructor.name===`Uint8Array`,i=e?.length,a=t!==void 0;var o;if(!r||a&&i!==t)throw Error((n&&`"${n}" `)+`expected Uint8Array`+(a?` of length ${t}`:``)+`, got `+(r?`length=${i}`:`type=`+typeof e));return e}function wt(e,t=!0){if(e.destroyed)throw Error(`Hash instance has been destroyed`);if(t&&e.finished)throw Error(`Hash#digest() has already been called`)}function Tt(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Et(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function O(e,t){return e<<32-t|e>>>t}function Dt(e,t={}){let n=(t,n)=>e(n).update(t).digest(),r=e(void 0);return n.outputLen=r.outputLen,n.blockLen=r.blockLen,n.create=t=>e(t),Object.assign(n,t),Object.freeze(n)}var Ot=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function kt(e,t,n){return e&t^~e&n}function At(e,t,n){return e&t^e&n^t&n}var jt=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=!1;length=0;pos=0;destroyed=!1;constructor(e,t,n,r){this.blockLen=e,this.outputLen=t,this.padOffset=n,this.isLE=r,this.buffer=new Uint8Array(e),this.view=Et(this.buffer)}update(e){wt(this),Ct(e);let{view:t,buffer:n,blockLen:r}=this,i=e.length;for(let a=0;a<i;){let o=Math.min(r-this.pos,i-a);if(o===r){let t=Et(e);for(;r<=i-a;a+=r)this.process(t,a)}else n.set(e.subarray(a,a+o),this.pos),this.pos+=o,a+=o,this.pos===r&&(this.process(t,0),this.pos=0)}return this.length+=e.length,this.roundClean(),this}digestInto(e){wt(this),function(e,t){Ct(e,void 0,`digestInto() output`);let n=t.outputLen;if(e.length<n)throw Error(`"digestInto() output" expected to be of length >=`+n)}(e,this),this.finished=!0;let{buffer:t,view:n,blockLen:r,isLE:i}=this,{pos:a}=this;t[a++]=128,Tt(this.buffer.subarray(a)),this.padOffset>r-a&&(this.process(n,0),a=0);for(let e=a;e<r;e++)t[e]=0;n.setBigUint64(r-8,BigInt(8*this.length),i),this.process(n,0);let o=Et(e),s=this.outputLen;if(s%4)throw Error(`_sha2: outputLen must be aligned to 32bit`);let c=s/4,l=this.get();if(c>l.length)throw Error(`_sha2: outputLen bigger than state`);for(let e=0;e<c;e++)o.setUint32(4*e,l[e],i)}digest(){let{buffer:e,outputLen:t}=this;this.digestInto(e);let n=e.slice(0,t);return this.destroy(),n}_cloneInto(e){e||=new this.constructor,e.set(...this.get());let{blockLen:t,buffer:n,length:r,finished:i,destroyed:a,pos:o}=this;return e.destroyed=a,e.finished=i,e.length=r,e.pos=o,r%t&&e.buffer.set(n),e}clone(){return this._cloneInto()}},k=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]),Mt=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]),A=new Uint32Array(64),Nt=class extends jt{constructor(e){super(64,e,8,!1)}get(){let{A:e,B:t,C:n,D:r,E:i,F:a,G:o,H:s}=this;return[e,t,n,r,i,a,o,s]}set(e,t,n,r,i,a,o,s){this.A=0|e,this.B=0|t,this.C=0|n,this.D=0|r,this.E=0|i,this.F=0|a,this.G=0|o,this.H=0|s}process(e,t){for(let n=0;n<16;n++,t+=4)A[n]=e.getUint32(t,!1);for(let e=16;e<64;e++){let t=A[e-15],n=A[e-2],r=O(t,7)^O(t,18)^t>>>3,i=O(n,17)^O(n,19)^n>>>10;A[e]=i+A[e-7]+r+A[e-16]|0}let{A:n,B:r,C:i,D:a,E:o,F:s,G:c,H:l}=this;for(let e=0;e<64;e++){let t=l+(O(o,6)^O(o,11)^O(o,25))+kt(o,s,c)+Mt[e]+A[e]|0,u=(O(n,2)^O(n,13)^O(n,22))+At(n,r,i)|0;l=c,c=s,s=o,o=a+t|0,a=i,i=r,r=n,n=t+u|0}n=n+this.A|0,r=r+this.B|0,i=i+this.C|0,a=a+this.D|0,o=o+this.E|0,s=s+this.F|0,c=c+this.G|0,l=l+this.H|0,this.set(n,r,i,a,o,s,c,l)}roundClean(){Tt(A)}destroy(){this.set(0,0,0,0,0,0,0,0),Tt(this.buffer)}},Pt=class extends Nt{A=0|k[0];B=0|k[1];C=0|k[2];D=0|k[3];E=0|k[4];F=0|k[5];G=0|k[6];H=0|k[7];constructor(){super(32)}},Ft=Dt(()=>new Pt,Ot(1));async function It({seed:e,bits:t}){let n=new TextEncoder,r=Ft.create().update(n.encode(`${e}:`));for(let i=0;;i++){let a=r.clone().update(n.encode(`${i}`)).digest();if(Math.clz32(new DataView(a.buffer).getUint32(0))>=t)return`${e}:${i}`;i%2e3==1999&&await new Promise(e=>setTimeout(e))}}var j=class extends Error{constructor(e,t,n,r=[],i,a){super(t),this.status=e,this.code=t,this.detail=n,this.fields=r,this.puzzle=i,this.version=a}};async function Lt(e,t,n){let r=await Rt(e,t,n);return r.status===204?void 0:await r.json()}async function Rt(e,t,n){let r={...n.headers,...e?{"X-CSRF-Token":e}:{}};for(let e=0;;e++){let i=await fetch(t,{...n,headers:r,credentials:`same-origin`}).catch(()=>{});if(!i)throw new j(0,`offline`,`ارتباط قطع است. چیزی که نوشته‌اید همین‌جا می‌ماند؛ دوباره بفرستید.`);if(i.ok)return i;let a=await zt(i);if(!a.puzzle||e===3)throw a;r={...r,"X-Puzzle-Solution":await It(a.puzzle)}}}var M=class{constructor(e){this.csrf=e}get(e){return Lt(this.csrf,`/api/v1/desk/${e}`,{})}async file(e){return(await Rt(this.csrf,`/api/v1/desk/${e}`,{})).blob()}post(e,t={},n){let r={"Content-Type":`application/json`,...n?{"Idempotency-Key":n}:{}};return Lt(this.csrf,`/api/v1/desk/${e}`,{method:`POST`,body:JSON.stringify(t),headers:r})}};async function zt(e){let t=await e.json().catch(()=>({})),n=(t.errors??[]).map(({field:e})=>e);return new j(e.status,t.code??``,t.detail??T,n,function(e){let{seed:t,bits:n}=e??{};return typeof t==`string`&&typeof n==`number`&&n<=26?{seed:t,bits:n}:void 0}(t.puzzle),t.version)}var N=class{constructor(e){this.changed=e,this.notice=``}tell(){this.changed()}async attempt(e){let t;try{await e()}catch(e){t=e instanceof j?e:new j(0,``,T),t.code===`not_signed_in`&&location.assign(`/desk/sign-in`)}return this.notice=t?.detail??``,this.changed(),!t}},Bt=class{constructor(){this.answers=[],this.placeholders=[]}async read(){let{answers:e,placeholders:t}=await new M(``).get(`canned`);[this.answers,this.placeholders]=[e,t]}},Vt=class{#e=``;constructor(e){this.desk=e}async propose(e){this.#e=e;let{proposals:t}=await this.desk.get(`cases/${e}/proposals`);this.#e===e&&(this.proposals=t)}async findAlike(e){this.#e=e;let{cases:t}=await this.desk.get(`cases/${e}/alike`);this.#e===e&&(this.alike=t)}leave(){this.proposals=this.alike=void 0,this.#e=``}},Ht=[`text`,`reason`],Ut=[`redact`,`merge`,`separate`,`take`],Wt=class{#e=new Map;#t=new Map;#n;#r=Promise.resolve();constructor(e,t){this.desk=e,this.changed=t,addEventListener(`pagehide`,()=>{this.flush()})}async read(e){this.isKept=void 0,await this.flush();let{drafts:t}=await this.desk.get(`cases/${e}/drafts`);for(let{action:n,...r}of t)for(let[t,i]of Object.entries(r)){let r=Gt(e,n,t);Ht.includes(t)&&!this.#e.has(r)&&this.#e.set(r,`${i}`)}}has(e,t){return Ht.some(n=>this.get(e,t,n))}get(e,t,n){return this.#e.get(Gt(e,t,n))??``}write(e,t,n,r){return this.#e.set(Gt(e,t,n),r),!Ht.includes(n)||Ut.includes(t)||(this.isKept=void 0,this.#t.set(`${e} ${t}`,[e,t]),clearTimeout(this.#n),this.#n=setTimeout(()=>{this.flush()},800)),r}drop(e,t){this.#t.delete(`${e} ${t}`);for(let n of this.#e.keys())n.startsWith(`${e} ${t} `)&&this.#e.delete(n);this.isKept=void 0}flush(){clearTimeout(this.#n);let e=[...this.#t.values()];return this.#t.clear(),this.#r=e.reduce((e,[t,n])=>e.then(()=>this.#i(t,n)),this.#r),this.#r}async#i(e,t){let[n,r]=[this.get(e,t,`text`),this.get(e,t,`reason`)];try{await this.desk.post(`cases/${e}/draft`,{action:t,text:n,reason:r}),this.isKept=!this.#t.size}catch{this.isKept=!1}this.changed()}};function Gt(e,t,n){return`${e} ${t} ${n}`}var Kt=class{#e;#t;constructor(e){this.desk=e,this.list=[],this.#e=``,this.#t=new Map}async read({tracking_code:e,timeline:t}){if(this.#e=e,!t.some(({type:e})=>e===`attached`))return;let{attachments:n}=await this.desk.get(`cases/${e}/attachments`);this.#e===e&&(this.list=n)}address({id:e}){return this.#t.get(e)}async fetch({id:e}){let t=this.#e,n=await this.desk.file(`cases/${t}/attachments/${e}`);this.#e===t&&this.#t.set(e,URL.createObjectURL(n))}leave(){for(let e of this.#t.values())URL.revokeObjectURL(e);this.#t.clear(),this.list=[],this.#e=``}},P={state:`waiting`,agency_id:``,province:``,level:``,kind:``,indicator:``,assignee:``,overdue:!1,due_in_h:``,moved:``,breached:!1,within_h:``,q:``,sort:`due`},qt={waiting:[`registered`,`referred`,`in_progress`,`disputed`,`reopened`,`misdirected`],answered:[`answered`],ended:[`confirmed`,`partly`,`closed`,`closed_unconfirmed`,`withdrawn`],all:[]};function Jt(e){let{state:t,overdue:n,breached:r,moved:i,q:a,...o}=e,s=new URLSearchParams;for(let e of qt[t]??[t])s.append(`status`,e);for(let[e,t]of Object.entries(o))t&&s.set(e,t);n&&s.set(`overdue`,`true`),r&&s.set(`breached`,`true`);for(let e of i.split(`,`).filter(Boolean))s.append(`moved`,e);return a.trim()&&s.set(`q`,a.trim()),s}function Yt(e){let t=Object.entries(P).map(([t,n])=>{let r=e(t);return r==null||r===``?[t,n]:[t,typeof n==`boolean`?`${r}`==`true`:r]});return Object.fromEntries(t)}var Xt={registered:`ثبت شده`,answered:`پاسخ گرفته`,confirmed:`تأیید شده`,partly:`تا اندازه‌ای پذیرفته`,disputed:`نپذیرفته`},F={list:`فهرست پرونده‌ها`,search:`جست‌وجو`,searchFor:`کد رهگیری، یا واژه‌های شرح`,filters:`پالایش و ترتیب`,state:`وضعیت`,states:{waiting:`در انتظار پاسخ دستگاه`,answered:`در انتظار نظر شهروند`,ended:`پایان‌یافته`,all:`همه`},agency:`دستگاه`,province:`استان`,level:`سطح`,all:`همه`,overdue:`فقط مهلت‌گذشته‌ها`,sort:`ترتیب`,sorts:{due:`نزدیک‌ترین مهلت`,due_last:`دورترین مهلت`,newest:`تازه‌ترین`,oldest:`کهنه‌ترین`},clear:`پاک کردن پالایش`,noProvince:`بی استان`,dueIn:e=>`مهلت تا ${e} ساعت دیگر`,withinHours:e=>` در ${e} ساعت گذشته`,happened:e=>e.split(`,`).map(e=>Xt[e]??`دگرگون شده`).join(` یا `),breached:`مهلت شکسته`,none:`پرونده‌ای با این ویژگی‌ها نیست.`,loading:`در حال خواندن…`,more:`بیشتر`,shown:e=>`${e} پرونده`,overdueShort:`مهلت گذشته`,back:`بازگشت به فهرست`,next:`پروندهٔ بعدی`,actions:{refer:`ارجاع`,take:`آغاز رسیدگی`,answer:`پاسخ دستگاه`,ask:`پرسش از شهروند`,misdirected:`برگرداندن به میز`,close:`پایان اختلاف`,note:`یادداشت`,correct:`اصلاح`,redact:`حذف اطلاعات شخصی`,merge:`پیوستن به پروندهٔ دیگر`,separate:`جدا کردن`},hints:{refer:`دستگاه تازه مهلت خودش را می‌گیرد. شهروند دلیل ارجاع را می‌خواند.`,take:``,answer:`این متن را شهروند می‌خواند و خودش می‌گوید مشکل حل شده است یا نه.`,ask:`این پرسش را شهروند می‌خواند.`,misdirected:`کارشناس میز دستگاه درست را پیدا می‌کند. شهروند دلیل را می‌خواند.`,close:`آخرین سخن دربارهٔ پاسخی که شهروند نپذیرفته است؛ به معنای حل شدن نیست.`,correct:`آنچه پیش‌تر نوشته شده است می‌ماند و اصلاح در کنارش می‌آید. شهروند دلیل و متن را می‌خواند.`,redact:`این واژه‌ها از شرح، روند پرونده و گفت‌وگوی آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. شهروند دلیل را می‌خواند؛ خود واژه‌ها را در آن نیاورید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`,note:`فقط میز ۱۲۸ این یادداشت را می‌بیند.`,merge:`وقتی هر دو از یک موضوع‌اند: پاسخ دستگاه به هر دو می‌رسد و کد، رمز، مهلت و نظر هر شهروند جدا می‌ماند. به شهروند خبر داده می‌شود.`,separate:`پرونده از این پس خودش رسیدگی می‌شود. به شهروند خبر داده می‌شود.`},into:`کد رهگیری پرونده‌ای که پیشرو می‌شود`,assigned:`مسئول پرونده تعیین شد.`,reaches:e=>`این پاسخ به ${e} نفر می‌رسد؛ نام کسی را در آن نیاورید.`,follows:`این پرونده از پاسخ‌های این یکی پیروی می‌کند:`,peopleAre:e=>`${e} نفر همین موضوع را دارند`,peopleShort:e=>`${e} نفر`,words:`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`,text:`متن`,reason:`دلیل`,submit:{refer:`ارجاع شود`,answer:`ثبت پاسخ`,ask:`پرسیده شود`,misdirected:`برگردد`,close:`ثبت پایان`,note:`ثبت یادداشت`,correct:`ثبت اصلاح`,redact:`برای همیشه حذف شود`,merge:`بپیوندد`,separate:`جدا شود`,take:`آغاز رسیدگی`},cancel:`انصراف`,done:{refer:`پرونده ارجاع شد.`,take:`آغاز رسیدگی ثبت شد.`,answer:`پاسخ ثبت شد و به شهروند خبر داده می‌شود.`,ask:`پرسش ثبت شد و به شهروند خبر داده می‌شود.`,misdirected:`پرونده به میز برگشت.`,close:`پایان اختلاف ثبت شد.`,note:`یادداشت ثبت شد.`,correct:`اصلاح ثبت شد و به شهروند خبر داده می‌شود.`,redact:`واژه‌ها از پرونده و گفت‌وگو حذف شد.`,merge:`پرونده پیوست و به شهروند خبر داده می‌شود.`,separate:`پرونده جدا شد و به شهروند خبر داده می‌شود.`},description:`شرح`,facts:`ویژگی‌ها`,indicator:`شاخص`,place:`محل`,service:`خدمت`,created:`ثبت`,occurred:`زمان رویداد`,due:`مهلت پاسخ`,left:`زمان مانده`,identity:`شهروند`,verdict:`نظر شهروند`,verdicts:{solved:`حل شد`,partly:`تا اندازه‌ای`,unsolved:`حل نشد`},score:e=>`امتیاز ${e} از ۵`,levelIs:(e,t)=>`${e} (پلهٔ ${t})`,files:`فایل‌های شهروند`,filesHint:`هر بار دیدن یک فایل ثبت می‌شود. سند را فقط در برنامه‌ای امن باز کنید.`,fileShow:{image:`نمایش`,voice:`شنیدن`,document:`دریافت`},fileSave:`ذخیره`,fileAlt:e=>`${e}، فرستادهٔ شهروند`,personal:`اطلاعات شخصی`,personalHint:`پوشیده است. هر نمایش، با دلیل آن، ثبت می‌شود.`,reveal:`نمایش`,revealOf:e=>`نمایش ${e}`,why:e=>`چرا «${e}» را می‌بینید؟`,reasons:[`تماس با شهروند برای تکمیل پرونده`,`بررسی پرونده در دستگاه`,`راستی‌آزمایی هویت`],otherReason:`دلیل دیگر`,show:`ثبت دلیل و نمایش`,hide:`پوشاندن`,stepOf:e=>`گام ${e}`,timeline:`روند پرونده`,noteHidden:`متن یادداشت پاک شده است.`,ledger:`دفتر رویدادها`,ledgerHint:`هر رویداد اثر انگشت رویداد پیش از خود را دارد؛ تغییر یا حذف هیچ‌کدام پنهان نمی‌ماند.`,number:`شماره`,event:`رویداد`,at:`زمان`,hash:`اثر انگشت`,proven:e=>`در ریشهٔ روز ${e} گواهی شده است.`,notProven:`هنوز در ریشهٔ روزانه‌ای نیامده است؛ ریشه‌ها روزی یک بار ساخته می‌شوند.`},I={table:`جدول پرونده‌ها`,code:`کد رهگیری`,columns:{description:`شرح`,status:`وضعیت`,agency:`دستگاه`,place:`محل`,due:`مهلت`,assignee:`مسئول`,created:`ثبت`,kind:`نوع`,indicator:`شاخص`,level:`سطح`,people:`نفرها`},chooseColumns:`ستون‌ها`,usualColumns:`ستون‌های همیشگی`,sortBy:e=>`مرتب کردن بر پایهٔ ${e}`,select:e=>`برگزیدن ${e}`,selectAll:`برگزیدن همهٔ این صفحه`,count:e=>`${e} پرونده`,moreThan:e=>`بیش از ${e} پرونده`,shown:e=>`${e} تا نشان داده شده است`,hidden:e=>`${e} پروندهٔ دیگر با این واژه‌ها هست که پالایش نشان نمی‌دهد.`,showHidden:`همه را نشان بده`,views:`نماها`,ready:{waiting:`در انتظار پاسخ`,mine:`کارهای من`,nobody:`بی‌مسئول`,today:`مهلت تا فردا`,late:`مهلت‌گذشته`},keepView:`ذخیرهٔ این نما`,viewName:`نام نما`,keep:`ذخیره شود`,dropView:e=>`پاک کردن نمای «${e}»`,viewKept:`نما ذخیره شد.`,viewDropped:`نما پاک شد.`,save:`خروجی CSV`,saved:`خروجی ذخیره شد. گرفتن خروجی در دفتر میز ثبت می‌شود.`,assignee:`مسئول`,nobody:`هیچ‌کس`,me:`خودم`,anybody:`همه`,chosen:e=>`${e} پرونده برگزیده شده است`,refer:`ارجاع`,referMany:e=>`ارجاع ${e} پرونده`,referHint:`هر پرونده جداگانه ارجاع می‌شود و هر شهروند دلیل را می‌خواند.`,reason:`دلیل`,assignMany:e=>`مسئول ${e} پرونده`,assign:`تعیین مسئول`,submit:`انجام شود`,cancel:`انصراف`,unchoose:`برداشتن گزینش`,done:e=>`${e} پرونده انجام شد.`,failed:e=>`${e} پرونده انجام نشد و هنوز برگزیده است:`,agencyHint:`نام یا نام دیگر دستگاه را بنویسید`,noAgency:`دستگاهی با این نام نیست.`,proposed:`پیشنهاد`,proposedHint:`پیشنهاد از شرح و خدمت پرونده است؛ تصمیم با شماست.`,noProposal:`از شرح پرونده دستگاه دیگری برنمی‌آید.`,alike:`پرونده‌های شبیه`,alikeHint:`پرونده‌های باز همین دستگاه که شاید از همین موضوع باشند.`,noneAlike:`پروندهٔ باز شبیهی نیست.`,join:`پیوستن`,joinTo:e=>`پیوستن به ${e}`,template:`پاسخ آماده`,noTemplate:`پاسخ آماده‌ای برگزینید`,own:`خودم`,shared:`مشترک`,draft:`پیش‌نویس`,draftKept:`پیش‌نویس ذخیره شد.`,draftLost:`پیش‌نویس هنوز ذخیره نشده است.`,hasDraft:e=>`${e}، پیش‌نویس دارد`},Zt=Object.keys(I.columns),Qt=[`description`,`status`,`agency`,`place`,`due`,`assignee`],$t=`dastyar-case-columns`,en={description:({description:e})=>e,status:({status_fa:e})=>e,agency:({agency_name:e})=>e,place:({place_fa:e})=>e,due:({due_at_fa:e,time_left_fa:t,is_overdue:n})=>n?e:t??e,assignee:({assignee:e})=>e?.title??``,created:({created_at_fa:e})=>e,kind:({kind_fa:e})=>e,indicator:({indicator_fa:e})=>e??``,level:({level_fa:e})=>e,people:({people:e})=>E(e)},tn={due:[`due`,`due_last`],created:[`oldest`,`newest`]},nn=[[I.ready.waiting,{}],[I.ready.mine,{assignee:`me`}],[I.ready.nobody,{assignee:`-`}],[I.ready.today,{due_in_h:`24`}],[I.ready.late,{overdue:!0}]],rn=class extends N{#e;#t;#n;constructor(e,t,n){super(n),this.cases=t,this.columns=function(){try{let e=JSON.parse(localStorage.getItem($t)??`null`),t=Array.isArray(e)?Zt.filter(t=>e.includes(t)):[];return t.length?t:Qt}catch{return Qt}}(),this.views=[],this.people=[],this.chosen=new Set,this.agency=``,this.done=``,this.failed=[],this.#t=new Map,this.#n=!1,this.#e=new M(e)}async arrive(){this.#n||=await this.attempt(async()=>{let e=this.cases.has(`assign_cases`),[{views:t},n]=await Promise.all([this.#e.get(`case-views`),e?this.#e.get(`case-assignees`):[]]);[this.views,this.people]=[t,n]})}toggleColumn(e){let t=this.columns.includes(e)?this.columns.filter(t=>t!==e):[...this.columns,e];this.#r(Zt.filter(e=>t.includes(e)))}usualColumns(){this.#r(Qt)}#r(e){this.columns=e,function(e){try{localStorage.setItem($t,JSON.stringify(e))}catch{}}(e),this.tell()}isShown(e){return t=this.cases.filters,n=e,Object.keys(P).every(e=>t[e]===n[e]);var t,n}viewFilters({shown:e}){return Yt(t=>e[t])}async open(e){let t=e.shown.columns;t.length&&this.#r(Zt.filter(e=>t.includes(e))),await this.cases.filter(this.viewFilters(e))}async keepView(e){return this.#a(async()=>{await this.#e.post(`case-views`,{name:e,shown:{...this.cases.filters,columns:this.columns}}),await this.#i(),this.done=I.viewKept})}async dropView({id:e}){await this.#a(async()=>{await this.#e.post(`case-views/${e}/remove`),await this.#i(),this.done=I.viewDropped})}async save(){await this.#a(async()=>{let e=URL.createObjectURL(await this.#e.file(`cases.csv?${Jt(this.cases.filters)}`));Object.assign(document.createElement(`a`),{href:e,download:`cases.csv`}).click(),URL.revokeObjectURL(e),this.done=I.saved})}choose(e,t){for(let n of e)t?this.chosen.add(n):this.chosen.delete(n);this.chosen.size||(this.many=void 0),[this.done,this.failed]=[``,[]],this.tell()}forget(e){let t=new Set(e.map(({tracking_code:e})=>e));for(let e of this.chosen)t.has(e)||this.chosen.delete(e);this.chosen.size||(this.many=void 0)}begin(e){[this.many,this.agency,this.done,this.failed]=[e,``,``,[]],this.tell()}async assign(e,t){await this.#e.post(`cases/${e}/assign`,t?{account_id:t}:{})}async doMany(e,t){let n=[...this.chosen],r=`${e} ${JSON.stringify([t,n])}`,i=this.#t.get(r)??crypto.randomUUID();this.#t.set(r,i);let a=await this.#a(async()=>{let a=[];for(let r=0;r<n.length;r+=100){let o={...t,codes:n.slice(r,r+100)};a.push(...(await this.#e.post(`many-cases/${e}`,o,i)).outcomes)}this.#t.delete(r),this.failed=a.filter(({is_done:e})=>!e).map(({tracking_code:e,detail:t})=>[e,t??``]),this.done=I.done(E(a.length-this.failed.length)),this.chosen=new Set(this.failed.map(([e])=>e)),this.many=void 0});return a&&await this.cases.list(),a}async#i(){this.views=(await this.#e.get(`case-views`)).views}#a(e){return[this.done,this.failed]=[``,[]],this.attempt(e)}};function an(e){return{...P,...e}}var on=class extends N{#e;#t;#n;#r;constructor(e,t,n){super(n),this.account=t,this.filters={...P},this.hasMore=!1,this.done=``,this.revealed=new Map,this.ready=new Bt,this.#t=new Map,this.#r=0,this.#e=new M(e),this.files=new Kt(this.#e),this.table=new rn(e,this,n),this.drafts=new Wt(this.#e,n),this.beside=new Vt(this.#e)}has(e){return this.account.permissions.includes(e)}async arrive(){await Promise.all([this.offer(),this.table.arrive(),this.entries?void 0:this.list()])}async offer(){this.terms||await this.attempt(async()=>{let e=await this.#e.get(`terms`),t=new Intl.Collator(`fa`);e.agencies.sort((e,n)=>t.compare(e.title,n.title)),e.provinces.sort((e,n)=>t.compare(e.name,n.name)),this.terms=e})}async list(){let e=++this.#r;await this.attempt(async()=>{let t=await this.#o();e===this.#r&&([this.entries,this.hasMore,this.count]=[t,t.length===50,void 0],this.table.forget(t))}),e===this.#r&&await this.#i(e)}async#i(e){let t=await this.#e.get(`case-count?${Jt(this.filters)}`).catch(()=>{});e===this.#r&&(this.count=t,this.tell())}async more(){let e=this.entries??[];await this.attempt(async()=>{let t=await this.#o(e.at(-1)?.tracking_code);[this.entries,this.hasMore]=[[...e,...t],t.length===50]})}filter(e){return this.filters={...this.filters,...e},this.list()}ask(e){return this.filter(Yt(t=>e.get(t)))}async open(e){if(this.page?.tracking_code!==e){if(this.#c(),!e)return this.tell();await this.attempt(async()=>{this.page=await this.#e.get(`cases/${encodeURIComponent(e)}`),await Promise.all([this.files.read(this.page),this.drafts.read(this.page.tracking_code)])})}}get next(){let e=(this.entries??[]).map(({tracking_code:e})=>e);return e[e.indexOf(this.page?.tracking_code??``)+1]??e[0]}may(e){return!!this.page?.may.includes(e)}show(e){this.sheet=e,this.done=this.notice=``,this.tell(),e&&this.#a(e)}tellOf(e){this.notice=e,this.tell()}async#a(e){let t=this.page?.tracking_code;t&&(e===`refer`&&await this.beside.propose(t).catch(()=>{}),e===`merge`&&await this.beside.findAlike(t).catch(()=>{}),this.has(`keep_ready_answers`)&&!this.ready.answers.length&&await this.ready.read().catch(()=>{}),this.tell())}draft(e,t){let{page:n,sheet:r}=this;return n&&r?t===void 0?this.drafts.get(n.tracking_code,r,e):this.drafts.write(n.tracking_code,r,e,t):``}async lookAlike(){let e=this.page?.tracking_code;e&&await this.attempt(()=>this.beside.findAlike(e))}join(e){this.show(`merge`),this.draft(`into`,e),this.tell()}async assign(e){let t=this.page?.tracking_code;t&&(await this.attempt(async()=>{await this.table.assign(t,e),this.done=F.assigned,await this.#s(t)}),this.list())}async act(e,t={}){let n=this.page?.tracking_code;if(!n)return!1;let r=`${n} ${e} ${JSON.stringify(t)}`,i=this.#t.get(r)??crypto.randomUUID();return this.#t.set(r,i),this.done=``,this.attempt(async()=>{await this.#e.post(`cases/${n}/${e}`,t,i),this.#t.delete(r),this.drafts.drop(n,e),this.sheet=void 0,this.done=F.done[e],await this.#s(n)})}askFor(e){this.asked=e,this.tell()}async reveal(e,t){let n=this.page?.tracking_code;return!!n&&this.attempt(async()=>{let r={field:e.field,event_number:e.event_number,reason:t},{text:i}=await this.#e.post(`cases/${n}/reveal`,r);this.page?.tracking_code===n&&this.revealed.set(sn(e),i),this.asked=void 0})}hide(e){this.revealed.delete(sn(e)),this.tell()}shown(e){return this.revealed.get(sn(e))}fetchFile(e){return this.attempt(()=>this.files.fetch(e))}async readLedger(){let e=this.page?.tracking_code;e&&!this.ledger&&await this.attempt(async()=>{let t=await this.#e.get(`cases/${e}/ledger`);this.page?.tracking_code===e&&(this.ledger=t)})}heard(e){let t=this.page?.tracking_code;t&&e.includes(t)&&this.attempt(()=>this.#s(t)),!this.entries||this.entries.length>50||(clearTimeout(this.#n),this.#n=setTimeout(()=>{this.list()},1500))}#o(e){let t=Jt(this.filters);return e&&t.set(`after`,e),this.#e.get(`cases?${t}`)}async#s(e){let t=await this.#e.get(`cases/${encodeURIComponent(e)}`);this.page?.tracking_code===e&&(this.page=t,await this.files.read(t),this.sheet&&!t.may.includes(this.sheet)&&(this.sheet=void 0),this.ledger&&=await this.#e.get(`cases/${e}/ledger`))}#c(){this.drafts.flush(),this.beside.leave(),this.page=this.ledger=this.sheet=this.asked=void 0,this.done=this.notice=``,this.revealed.clear(),this.files.leave()}};function sn({field:e,event_number:t}){return`${e} ${t}`}var cn=[[`talks`,[`see_queue`]],[`cases`,[`read_cases`]],[`phone`,[`file_cases`]],[`upkeep`,[`revive_jobs`,`keep_calendar`]],[`outages`,[`keep_outages`]],[`themes`,[`see_insight`]],[`record`,[`read_audit`]],[`situation`,[`see_insight`]],[`periods`,[`see_insight`]],[`calls`,[`file_cases`]],[`ready`,[`keep_ready_answers`]],[`accounts`,[`manage_accounts`]],[`keys`,[`manage_keys`]]],ln=[[`talks`,`see_queue`],[`cases`,`read_cases`],[`accounts`,`manage_accounts`],[`upkeep`,`revive_jobs`],[`themes`,`keep_themes`],[`situation`,`see_insight`]],un={cases:/^[0-9A-Z-]{4,16}$/i,themes:/^\d{1,9}$/,situation:/^[a-z0-9_-]{1,64}$/,periods:/^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,accounts:/^(new|[0-9a-f]{32})$/,own:/^changed$/},dn=[`cases`,`periods`];function L(e,t){return t?`#${e}/${encodeURIComponent(t)}`:`#${e}`}var fn=0;function R(e){return e.normalize(`NFKC`).replace(/[يى]/g,`ی`).replace(/ك/g,`ک`).replace(/[\u200c\u064b-\u0652ـ]/g,``).replace(/[آأإ]/g,`ا`).toLowerCase().trim()}function pn(e,t){let n=R(t),r=n.split(/\s+/).filter(Boolean),i=e=>{let t=[e.title,...e.aliases].map(R);if(t.includes(n))return 0;if(t.some(e=>e.startsWith(n)))return 1;let i=n.replace(/\s/g,``);return t.some(e=>r.every(t=>e.includes(t))||e.replace(/\s/g,``).includes(i))?2:3};return e.map(e=>[i(e),e]).filter(([e])=>e<3).sort(([e],[t])=>e-t).map(([,e])=>e)}var mn=class extends S{static{this.properties={agencies:{attribute:!1},value:{},label:{},name:{},all:{},required:{type:Boolean}}}#e;#t=!1;#n=0;#r=`agency-box-`+ ++fn;constructor(){super(),[this.agencies,this.value,this.label,this.name,this.all,this.required]=[[],``,``,`agency_id`,``,!1]}createRenderRoot(){return this}render(){let e=this.#a,t=e!==void 0,n=this.agencies.find(({id:e})=>e===this.value)?.title??``;return g`<label for=${this.#r}>${this.label}</label>
      <div class="combo">
        <input id=${this.#r} role="combobox" autocomplete="off" maxlength="80" aria-expanded=${t} aria-autocomplete="list"
          aria-controls=${`${this.#r}-list`} aria-activedescendant=${t&&e.length?this.#o(this.#n):y}
          placeholder=${this.all||I.agencyHint} ?required=${this.required} .value=${this.#e??n}
          @input=${this.#c} @keydown=${this.#d} @change=${this.#l} @blur=${this.#m} @click=${this.#s}>
        <input type="hidden" name=${this.name} .value=${this.value}>
        <ul role="listbox" id=${`${this.#r}-list`} aria-label=${this.label} ?hidden=${!t||!e.length}>
          ${(e??[]).map((e,t)=>this.#i(e,t))}</ul>
        ${t&&!e.length?g`<p class="soft combo-none" role="status">${I.noAgency}</p>`:y}
      </div>`}#i(e,t){let n=e.aliases.find(e=>R(e).includes(R(this.#e??``)));return g`<li role="option" id=${this.#o(t)} aria-selected=${t===this.#n}
      @pointerdown=${e=>e.preventDefault()} @click=${()=>this.#p(e)}>${e.title}
      ${this.#e&&n&&!R(e.title).includes(R(this.#e))?g`<span class="soft">${n}</span>`:y}</li>`}get#a(){return this.#t?pn(this.agencies,this.#e??``).slice(0,this.#e?12:void 0):void 0}#o(e){return`${this.#r}-${e}`}#s=e=>{this.#t||(e.target.select(),this.#u(!0))};#c=e=>{e.stopPropagation(),this.#u(!0,e.target.value)};#l=e=>e.stopPropagation();#u(e,t){[this.#t,this.#e,this.#n]=[e,t,0],this.requestUpdate()}#d=e=>{let t=this.#a,n={ArrowDown:1,ArrowUp:-1}[e.key];if(n&&!e.altKey)t?.length?this.#f((this.#n+n+t.length)%t.length):t||this.#u(!0,this.#e);else if(e.key===`Enter`&&!e.ctrlKey&&t?.[this.#n])this.#p(t[this.#n]);else{if(e.key!==`Escape`||!t)return;this.#u(!1)}e.preventDefault(),e.stopPropagation()};#f(e){this.#n=e,this.requestUpdate(),document.getElementById(this.#o(e))?.scrollIntoView({block:`nearest`})}#p({id:e}){this.#h(e)}#m=()=>{let e=this.#e?.trim(),[t]=e?pn(this.agencies,e):[];t&&[t.title,...t.aliases].map(R).includes(R(e??``))?this.#p(t):e===``?this.#h(``):this.#u(!1)};#h(e){let t=e!==this.value;this.value=e,this.#u(!1),t&&this.dispatchEvent(new Event(`change`,{bubbles:!0}))}};async function z(e){await document.querySelector(`desk-console`)?.updateComplete,document.querySelector(e)?.focus()}customElements.define(`agency-box`,mn);var hn=matchMedia(`(min-width: 1001px)`);function gn(e,t,n,r){return g`<label>${e}<select @change=${r}>
    ${B(``,F.all,n)}${t.map(({id:e,title:t})=>B(e,t,n))}</select></label>`}function B(e,t,n){return g`<option value=${e} .selected=${e===n}>${t}</option>`}function _n(e){let t={ArrowDown:1,ArrowUp:-1}[e.key];if(!t||e.altKey)return;let n=[...e.currentTarget.querySelectorAll(`a[data-code]`)],r=n[n.indexOf(document.activeElement)+t];r&&(e.preventDefault(),r.focus())}function vn(){let e=(getSelection()?.toString()??``).trim().replace(/\s+/g,` `);return e.length<2||e.length>200?``:e}var yn=/\{([^{}\n]+)\}/g,bn=new Intl.DateTimeFormat(`fa-IR`,{calendar:`persian`,timeZone:`Asia/Tehran`,day:`numeric`,month:`long`,year:`numeric`});function xn(e,t){return e.replace(yn,(e,n)=>t(n)??e)}function Sn(e,t,n){return xn(e,e=>n[t.find(t=>t.name===e)?.fills??``])}function Cn(e,t){return t.find(({name:t})=>e.includes(`{${t}}`))?.name}function wn(){let e=bn.formatToParts(new Date),t=t=>e.find(e=>e.type===t)?.value??``;return`${t(`day`)} ${t(`month`)} ${t(`year`)}`}var V={title:`پاسخ‌های آماده`,hint:`آنچه زیاد گفته می‌شود را یک بار بنویسید. پاسخ در کادر پاسخ می‌نشیند و پیش از فرستادن می‌شود تغییرش داد.`,find:`جست‌وجو در پاسخ‌های آماده`,words:`واژه‌ای از عنوان یا متن`,whose:`از آنِ`,all:`همه`,own:`خودم`,shared:`مشترک`,retired:`کنار گذاشته‌ها`,show:`نشان بده`,none:`پاسخ آماده‌ای با این ویژگی‌ها نیست.`,nothingYet:`هنوز پاسخ آماده‌ای نیست. نخستین را در پایین بنویسید.`,list:`فهرست پاسخ‌های آماده`,by:(e,t)=>`${e}، ${t}`,since:e=>`از ${e}`,keep:`ساختن و ویرایش پاسخ‌های آماده`,edit:`ویرایش`,editOf:e=>`ویرایش «${e}»`,retire:`کنار گذاشتن`,retireOf:e=>`کنار گذاشتن «${e}»`,restore:`برگرداندن`,restoreOf:e=>`برگرداندن «${e}»`,newTitle:`پاسخ آمادهٔ تازه`,changeTitle:`ویرایش پاسخ آماده`,name:`عنوان`,text:`متن`,forAll:`برای همهٔ کارشناسان`,forMe:`فقط برای خودم`,isShared:`چه کسانی آن را می‌بینند؟`,places:`جای خالی`,placesHint:`با زدن هر نام، جای خالی‌اش در متن می‌نشیند و هنگام پاسخ با آنچه در گفت‌وگو هست پر می‌شود.`,put:e=>`گذاشتن {${e}} در متن`,preview:`شهروند چنین چیزی می‌بیند`,emptyPreview:`متن را بنویسید تا این‌جا ببینید.`,save:`ذخیره شود`,cancel:`انصراف`,added:`پاسخ آماده ساخته شد.`,changed:`پاسخ آماده تغییر کرد.`,wasRetired:`پاسخ آماده کنار گذاشته شد. هر وقت بخواهید از «کنار گذاشته‌ها» برمی‌گردد.`,restored:`پاسخ آماده برگشت.`,unfilled:e=>`جای «${e}» در پاسخ خالی است. آن را بنویسید یا بردارید و دوباره بفرستید.`,faults:{title:`عنوان باید ۲ تا ۸۰ نویسه باشد.`,text:`متن باید ۲ تا ۲۰۰۰ نویسه باشد.`}},Tn=[`answer`,`refer`],En={refer:[`agency_id`,`reason`],take:[],answer:[`text`],ask:[`text`],misdirected:[`reason`],close:[`reason`,`text`],note:[`text`],correct:[`reason`,`text`],redact:[`words`,`reason`],merge:[`into`,`reason`],separate:[`reason`]};function Dn({drafts:e},{tracking_code:t},n){return e.has(t,n)}function On(e,t){if(!e.may(t))return;if(!En[t].length)return void e.act(t);let n=vn();e.show(e.sheet===t?void 0:t),e.sheet===`redact`&&n&&e.draft(`words`,n),e.sheet&&z(`.case-sheet :is([role=combobox], input:not([type=hidden]), textarea)`)}function kn(e,t){return n=>{e.draft(t,n.target.value)}}function An(e){e.key!==`Enter`||!e.ctrlKey&&!e.metaKey||e.isComposing||(e.preventDefault(),e.currentTarget.requestSubmit())}var[jn,Mn]=[`kilobyte`,`megabyte`].map(e=>new Intl.NumberFormat(`fa-IR`,{style:`unit`,unit:e,unitDisplay:`long`,maximumFractionDigits:1})),Nn=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{dateStyle:`long`,timeZone:`UTC`}),Pn=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,timeZone:`Asia/Tehran`});function Fn(e,t){let{deadlines:n}=t;return g`
    <header class="case-head">
      <a class="back" href=${L(`cases`)}>${F.back}</a>
      <h2 tabindex="-1" id="case-title">${t.kind_fa} <b class="code" dir="ltr">${t.tracking_code}</b></h2>
      <p class="state ${t.status}">${t.status_fa}</p>
      ${n.is_overdue?g`<span class="badge late">${F.overdueShort}</span>`:y}
      <div class="actions">${function(e,t){let n=Tn.find(e=>t.may.includes(e));return t.may.map(r=>g`<button id="do-${r}" class=${r===n?`main`:``} aria-expanded=${e.sheet===r}
      aria-label=${Dn(e,t,r)?I.hasDraft(F.actions[r]):y}
      @click=${()=>On(e,r)}>${F.actions[r]}${Dn(e,t,r)?g` <span class="badge" aria-hidden="true">${I.draft}</span>`:y}</button>`)}(e,t)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.sheet?function(e,t){return g`<form class="case-sheet" aria-label=${F.actions[t]} @submit=${n=>async function(e,t,n){e.preventDefault();let r=new FormData(e.target),i=function({ready:e},t){let n=Cn(t,e.placeholders);return n?V.unfilled(n):``}(t,`${r.get(`text`)??``}`);if(i)return t.tellOf(i);let a=Object.fromEntries(En[n].map(e=>[e,`${r.get(e)??``}`.trim()]));await t.act(n,a)&&document.getElementById(`case-title`)?.focus()}(n,e,t)}
      @keydown=${An}>
    <h3>${F.actions[t]}</h3>
    <p class="soft" id="sheet-hint">${F.hints[t]} ${function(e,t){let n=e.page?.people??1;return t===`answer`&&n>1?F.reaches(E(n)):``}(e,t)}</p>
    ${En[t].includes(`text`)?function(e){let{answers:t}=e.ready;if(!t.length)return y;let n=(e,t)=>t.length?g`<optgroup label=${e}>${t.map(e=>g`<option value=${e.id}>${e.title}</option>`)}</optgroup>`:y;return g`<label>${I.template}<select @change=${t=>function(e,t){let n=e.target,r=t.ready.answers.find(({id:e})=>e===n.value),i=n.form?.querySelector(`[name=text]`);n.value=``,r&&i&&(i.setRangeText(function({page:e,ready:t,account:n},r){return Sn(r,t.placeholders,{operator:n.role_fa,today:wn(),tracking_code:e?.tracking_code,status:e?.status_fa,agency:e?.agency_name,due:e?.deadlines.due_at_fa})}(t,r.text),i.selectionStart,i.selectionEnd,`end`),t.draft(`text`,i.value),i.focus())}(t,e)}>
      <option value="">${I.noTemplate}</option>
      ${n(I.own,t.filter(({is_shared:e})=>!e))}${n(I.shared,t.filter(({is_shared:e})=>e))}
    </select></label>
    <p><a href=${L(`ready`)}>${V.keep}</a></p>`}(e):y}
    ${En[t].map(t=>function(e,t){return t===`agency_id`?function(e){return g`<agency-box required .agencies=${e.terms?.agencies??[]} .label=${F.agency} .value=${e.draft(`agency_id`)}
      @change=${kn(e,`agency_id`)}></agency-box>
    ${function(e){let{proposals:t}=e.beside;return t?t.length?g`<div class="proposals" role="group" aria-label=${I.proposed}><p class="soft">${I.proposedHint}</p>
    <ul>${t.map(({agency:t,reason_fa:n},r)=>g`<li><button type="button" class="small" aria-describedby=${`why-${r}`}
      @click=${()=>{n=t.id,e.draft(`agency_id`,n),e.show(`refer`),z(`.case-sheet [name=reason]`);return;var n}}>${t.title}</button> <span class="soft" id=${`why-${r}`}>${n}</span></li>`)}</ul></div>`:g`<p class="soft">${I.noProposal}</p>`:y}(e)}`}(e):t===`words`?function(e){return g`<label>${F.words}<input name="words" required minlength="2" maxlength=${200} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${e.draft(`words`)} @input=${kn(e,`words`)}></label>`}(e):t===`into`?function(e){return g`<label>${F.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${e.draft(`into`)} @input=${kn(e,`into`)}></label>`}(e):function(e,t){let n=t===`reason`;return g`<label>${n?F.reason:F.text}
    <textarea name=${t} rows=${n?2:4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${e.draft(t)} @input=${kn(e,t)}></textarea></label>`}(e,t)}(e,t))}
    ${function({drafts:e}){let{isKept:t}=e;return g`<p class="soft draft-kept" role="status">${t===void 0?``:t?I.draftKept:I.draftLost}</p>`}(e)}
    <div class="buttons">
      <button class="main">${F.submit[t]}</button>
      <button type="button" class="quiet" @click=${()=>e.show(void 0)}>${F.cancel}</button>
    </div>
  </form>`}(e,e.sheet):y}
    <div class="case-body">
      <section class="case-main">
        <h3>${F.description}</h3>
        <p class="words" dir="auto">${t.description}</p>
        <h3>${F.timeline}</h3>
        <ol class="timeline">${t.timeline.map(In)}</ol>
        ${function(e){return g`<details class="tool ledger" @toggle=${t=>function(e,t){e.target.open&&t.readLedger()}(t,e)} ?open=${!!e.ledger}>
    <summary>${F.ledger}</summary>
    ${e.ledger?function({events:e,proofs:t},n){let r=new Map(n.page?.timeline.map(({number:e,title_fa:t})=>[e,t])),i=t.at(-1);return g`<p class="soft">${F.ledgerHint} ${i?F.proven(Nn.format(new Date(i.day))):F.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${F.ledger}><table>
      <thead><tr><th scope="col">${F.number}</th><th scope="col">${F.event}</th><th scope="col">${F.at}</th><th scope="col">${F.hash}</th></tr></thead>
      <tbody>${e.map(({number:e,type:t,at:n,hash:i})=>g`<tr>
        <td>${E(e)}</td><td>${r.get(e)??t}</td><td class="moment">${Pn.format(new Date(n)).replace(`,`,``)}</td>
        <td><code dir="ltr" title=${i}>${i.slice(0,16)}…</code></td></tr>`)}</tbody>
    </table></div>`}(e.ledger,e):y}
  </details>`}(e)}
      </section>
      <section class="case-side">
        <h3>${F.facts}</h3>
        ${function({people:e,leader:t,followers:n}){let r=e=>g`<a class="code" href=${L(`cases`,e)} dir="ltr">${e}</a>`;return t?g`<p class="matter">${F.follows} ${r(t)}</p>`:e<2?y:g`<details class="matter"><summary>${F.peopleAre(E(e))}</summary>
    <ul>${n.map(e=>g`<li>${r(e)}</li>`)}</ul></details>`}(t)}
        <dl>${function(e){let{deadlines:t,verdict:n,score:r}=e,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=n?[F.verdicts[n],r?F.score(E(r)):``].filter(Boolean).join(`، `):``;return[[F.agency,e.agency_name],[F.level,F.levelIs(e.level.title,E(e.level.number))],[F.due,t.due_at_fa],[F.left,t.time_left_fa?.replace(/^.*\((.*)\)$/,`$1`)],[F.indicator,e.indicator_fa],[F.place,i],[F.service,e.service_title],[F.created,e.created_at_fa],[F.occurred,e.occurred_at_fa],[F.identity,e.identity_fa],[F.verdict,a]].filter(e=>!!e[1])}(t).map(([e,t])=>g`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${function(e,t){let{people:n}=e.table,r=t.assignee;if(!t.may_assign)return r?g`<p>${I.assignee}: ${r.title}</p>`:y;let i=r&&!n.some(({id:e})=>e===r.id)?[r,...n]:n;return g`<label class="assignee">${I.assignee}<select id="case-assignee"
    @change=${t=>{e.assign(t.target.value)}}>
    <option value="" .selected=${!r}>${I.nobody}</option>
    ${i.map(({id:e,title:t})=>g`<option value=${e} .selected=${e===r?.id}>${t}</option>`)}</select></label>`}(e,t)}${function(e,t){if(!t.may.includes(`merge`))return y;let{alike:n}=e.beside;return g`<details class="alike" ?open=${!!n} @toggle=${t=>function(e,t){e.target.open&&!t.beside.alike&&t.lookAlike()}(t,e)}>
    <summary>${I.alike}</summary>
    ${n?function(e,t){return t.length?g`<p class="soft">${I.alikeHint}</p><ul>${t.map(t=>g`<li>
    <p><a class="code" href=${L(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a>
      <button class="small" aria-label=${I.joinTo(t.tracking_code)} @click=${()=>function(e,{tracking_code:t}){e.join(t),z(`.case-sheet [name=reason]`)}(e,t)}>${I.join}</button></p>
    <p class="preview">${t.description}</p>
    <p class="soft">${[t.place_fa,t.created_at_fa].filter(Boolean).join(` · `)}</p></li>`)}</ul>`:g`<p class="soft" role="status">${I.noneAlike}</p>`}(e,n):y}</details>`}(e,t)}${function(e){let{list:t}=e.files;return t.length?g`<section class="files">
    <h3>${F.files}</h3>
    <p class="soft">${F.filesHint}</p>
    <ul>${t.map((t,n)=>g`<li>${function(e,t,n){let r=e.files.address(t),i=g`<span>${n}<span class="soft"> · ${function({size:e}){return e<1e6?jn.format(Math.ceil(e/1e3)):Mn.format(e/1e6)}(t)} · ${t.at_fa}</span></span>`;return r?g`<p>${i}<a class="save" href=${r} download=${t.name} aria-label=${`${F.fileSave}: ${n}`}>${F.fileSave}</a></p>
    ${function({kind:e},t,n){return e===`image`?g`<img src=${t} alt=${F.fileAlt(n)}>`:e===`voice`?g`<audio controls src=${t} aria-label=${n}></audio>`:y}(t,r,n)}`:g`<p>${i}
      <button class="small" aria-label=${`${F.fileShow[t.kind]}: ${n}`} @click=${()=>e.fetchFile(t)}>${F.fileShow[t.kind]}</button></p>`}(e,t,(({kind_fa:e},t)=>`${e.replace(/[A-Za-z]$/,`$&‏`)} ${E(t)}`)(t,n+1))}</li>`)}</ul>
  </section>`:y}(e)}${function(e,t){return t.sealed.length?g`<section class="personal">
    <h3>${F.personal}</h3>
    <p class="soft">${F.personalHint}</p>
    <ul>${t.sealed.map(n=>g`<li>${function(e,t,n){let r=e.shown(t);return r===void 0?e.asked===t?function(e,t,n){return g`<form class="why" @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`reason`)??``}`.trim();r&&t.reveal(n,r)}(n,e,t)}>
    <label>${F.why(n)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${F.reasons.map(e=>g`<option value=${e}></option>`)}</datalist>
    <div class="buttons"><button class="main">${F.show}</button>
      <button type="button" class="quiet" @click=${()=>e.askFor(void 0)}>${F.cancel}</button></div>
  </form>`}(e,t,n):g`<p>${n} <button class="small" aria-label=${F.revealOf(n)} @click=${()=>function(e,t){e.askFor(t),z(`#reveal-why`)}(e,t)}>${F.reveal}</button></p>`:g`<p><b>${n}</b> <button class="small" @click=${()=>e.hide(t)}>${F.hide}</button></p>
      <p class="words" dir="auto">${r}</p>`}(e,n,function(e,{field:t,title_fa:n,event_number:r}){return e.sealed.filter(e=>e.field===t).length<2?n:`${n} (${F.stepOf(E(r))})`}(t,n))}</li>`)}</ul>
  </section>`:y}(e,t)}
      </section>
    </div>
  `}function In(e){let t=e.text??(e.is_note?F.noteHidden:void 0);return g`<li class=${e.is_note?`step note`:`step by-${e.by}`}>
    <p><b>${e.title_fa}</b></p>
    ${t?g`<p class="words" dir="auto">${t}</p>`:y}
    ${e.reason_fa?g`<p class="soft" dir="auto">${F.reason}: ${e.reason_fa}</p>`:y}
    <p class="soft">${e.who_fa} · <time>${e.at_fa}</time></p>
  </li>`}var Ln={KeyR:`refer`,KeyA:`answer`,KeyQ:`ask`,KeyM:`misdirected`,KeyY:`note`,KeyJ:`merge`,KeyX:`redact`},H={title:`تماس‌های قرعه`,hint:`هر روز چند پرونده به قرعه برگزیده می‌شود. به شهروند زنگ می‌زنید و یک پرسش می‌پرسید: مشکل حل شد یا نه. با این تماس‌ها سنجیده می‌شود که کارنامهٔ دستگاه‌ها راست است یا نه.`,progress:`کار امروز`,said:`پاسخ دادند`,declined:`نخواستند`,notReached:`پاسخگو نبودند`,waiting:`مانده`,empty:`اکنون کسی برای تماس نمانده است. قرعهٔ بعدی فردا کشیده می‌شود.`,loading:`در حال خواندن…`,call:`تماس دربارهٔ پروندهٔ`,agency:`دستگاه`,kind:`نوع`,filed:`ثبت`,drawn:`روز قرعه`,until:`تماس تا`,tries:`تماس‌های پیشین`,never:`هنوز تماسی گرفته نشده`,times:e=>`${e} بار، پاسخ نداد`,matter:`شهروند چه نوشته است`,number:`شمارهٔ تماس`,hidden:`شماره پوشیده است. نمایش آن با دلیل ثبت می‌شود و تا یک ربع همکار دیگری با این شهروند تماس نمی‌گیرد.`,noNumber:`شماره‌ای که بتوانید ببینید نمانده است. این تماس را «پاسخگو نبود» ثبت کنید.`,why:`چرا شماره را می‌بینید؟`,reason:e=>`تماس قرعه برای پرسیدن نظر شهروند از پاسخ ${e}`,show:`نمایش شماره`,script:`چه بپرسید`,steps:[`«سلام، از سامانهٔ رسیدگی ۱۲۸ تماس می‌گیرم. دربارهٔ پرونده‌ای که ثبت کرده‌اید فقط یک پرسش دارم. وقت دارید؟»`,`اگر وقت ندارد یا نمی‌خواهد، تشکر کنید و «نخواست پاسخ دهد» را بزنید.`,`«مشکلی که گفته بودید حل شد، بخشی از آن حل شد، یا حل نشد؟»`,`همان را که می‌گوید ثبت کنید. از خودتان پیشنهاد نکنید، پاسخ دستگاه را نخوانید و قولی ندهید.`],rules:`کد ملی، نشانی یا رمز پرونده نپرسید.`,outcome:`نتیجهٔ تماس`,outcomes:{solved:`حل شده است`,partly:`بخشی حل شده است`,unsolved:`حل نشده است`,declined:`نخواست پاسخ دهد`,not_reached:`پاسخگو نبود`},onceHint:`گفتهٔ شهروند یک بار ثبت می‌شود و برنمی‌گردد. کسی که پاسخگو نبود، روزی دیگر دوباره در فهرست می‌آید؛ تا سه بار.`,keep:`ثبت و تماس بعدی`,later:`بعداً، تماس بعدی را بیاور`,kept:e=>`نتیجهٔ تماس پروندهٔ ${e} ثبت شد.`,gone:`این تماس را همکاری ثبت کرده یا زمانش گذشته است. تماس بعدی آمد.`,gaps:e=>`سنجش دستگاه‌ها در ${e}`,gapsHint:`گفتهٔ تلفنی شهروندان در کنار پرونده‌ها. دستگاهی که این دو در آن نمی‌خواند، نشان می‌گیرد.`},Rn=class extends N{#e;#t;constructor(e,t,n){super(n),this.maySeeGaps=t,this.gaps=[],this.number=``,this.done=``,this.#t=[],this.#e=new M(e)}get call(){return this.calls?.[0]}get mobile(){return this.page?.sealed.find(({field:e})=>e===`mobile`)}async arrive(){await this.attempt(()=>this.#n())}async reveal(e){let{call:t,mobile:n}=this;return!(!t||!n)&&this.attempt(async()=>{let r={field:n.field,event_number:n.event_number,reason:e},{text:i}=await this.#e.post(`cases/${t.tracking_code}/reveal`,r);this.call===t&&(this.number=i)})}async note(e){let t=this.call?.tracking_code;if(!t)return!1;let n=H.kept(t),r=await this.attempt(async()=>{await this.#e.post(`calls/${t}`,{outcome:e}).catch(e=>{if(!(e instanceof j)||e.code!==`not_found`)throw e;n=H.gone}),this.#i(t),await this.#n()});return r&&(this.done=n),this.tell(),r}async postpone(){let{call:e}=this;return!(!e||!this.calls)&&(this.#t.push(e.tracking_code),this.#i(e.tracking_code),this.calls.push(e),this.attempt(()=>this.#r()))}async#n(){let e=this.call?.tracking_code,[t,n]=await Promise.all([this.#e.get(`calls`),this.#e.get(`calls/progress`)]),r=({tracking_code:t})=>t===e?-1:this.#t.indexOf(t)+1;[this.calls,this.progress]=[t.sort((e,t)=>r(e)-r(t)),n],this.maySeeGaps&&(this.gaps=await this.#e.get(`periods/${n.month}/gaps`)),await this.#r()}async#r(){let e=this.call?.tracking_code;e!==this.page?.tracking_code&&([this.page,this.number]=[void 0,``],e&&(this.page=await this.#e.get(`cases/${e}`)))}#i(e){this.calls=this.calls?.filter(({tracking_code:t})=>t!==e),[this.page,this.number,this.done]=[void 0,``,``]}},zn=`مقدار و بازهٔ ۹۵٪`,Bn=`مورد انتظار`,Vn=`داوری`,Hn=`نفر`,Un=`در این دوره گفتهٔ تلفنی با پرونده‌های هیچ دستگاهی ناسازگار نیست.`,Wn=`تصمیم`,Gn=`دلیل تصمیم`,Kn={program:`برنامهٔ سنجش را بگیرید؛ ۶۵ خط است و می‌توانید آن را بخوانید. به پایتون و بستهٔ cryptography نیاز دارد.`,key:`کلید عمومی سامانه و ریشه‌های روزانه را از اینجا بردارید، یا بهتر از آن، از نسخه‌ای که پیش‌تر نگه داشته‌اید:`,run:`دستور را با کلید عمومی به جای KEY اجرا کنید. اگر فایل دست نخورده باشد، می‌نویسد «the figures are whole».`};function qn(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r!==void 0&&!1!==r&&t.set(n,Array.isArray(r)?r.join(`,`):`${r}`);return(e.moved||e.breached)&&t.set(`state`,`all`),`${L(`cases`)}?${t}`}var Jn,U={title:`وضعیت اکنون`,loading:`در حال خواندن وضعیت…`,updated:e=>`به‌روز در ${e}`,scope:`دستگاه`,all:`همهٔ دستگاه‌ها`,save:`فایل برای اکسل`,reports:`گزارش‌های ماهانه`,report:`گزارش ماهانه`,reportsOfAll:`گزارش ماهانهٔ همهٔ دستگاه‌ها`,few:`برای داوری کم است`,late:`مهلت گذشته`,lateHint:`پرونده‌هایی که مهلت پاسخشان همین حالا گذشته است`,breached:e=>`${e} مهلت‌شکنی در ۲۴ ساعت`,soon:`رو به پایان`,soonHint:`مهلت پاسخ تا ۳ ساعت دیگر`,clocks:{within_1h:`۱ ساعت`,within_3h:`۳ ساعت`,within_24h:`۲۴ ساعت`,within_72h:`۳ روز`},clocksTitle:`مهلت‌هایی که تا این زمان می‌رسند`,waiting:`در انتظار پاسخ`,waitingHint:`پرونده‌هایی که شهروند چشم‌به‌راه پاسخ آن‌هاست`,filed:e=>`${e} ثبت در ۲۴ ساعت`,answered:e=>`${e} پاسخ در ۲۴ ساعت`,unknown:e=>`${e} بی‌دستگاه`,queue:`در صف کارشناس`,queueHint:`شهروندانی که می‌خواهند با کارشناس گفت‌وگو کنند`,longest:e=>`بیشترین انتظار ${e}`,median:e=>`میانهٔ ۲۴ ساعت ${e}`,nobodyWaited:`در ۲۴ ساعت کسی در صف نمانده`,map:`نقشهٔ استان‌ها`,mapHint:`شمار پرونده‌هاست، نه نرخ؛ استان پرجمعیت‌تر پروندهٔ بیشتری هم دارد.`,mapKeys:`با کلیدهای جهت‌نما میان استان‌ها بروید.`,measure:`چه چیزی نشان داده شود`,measures:{waiting:`در انتظار`,soon:`تا ۲۴ ساعت`,late:`مهلت گذشته`},provinceIs:(e,t,n,r)=>`${e}: ${t} در انتظار، ${n} با مهلت تا ۲۴ ساعت، ${r} مهلت گذشته`,choose:`نشانگر را روی استانی ببرید.`,noProvince:`استان نامعلوم`,asTable:`همین نقشه به‌صورت جدول`,province:`استان`,classes:(e,t)=>e===t?e:`${e} تا ${t}`,agencies:`دستگاه‌ها`,agency:`دستگاه`,noAgency:`در انتظار تعیین دستگاه`,moreAgencies:e=>`و ${e} دستگاه دیگر`,nothingWaits:`هیچ پرونده‌ای در انتظار پاسخ نیست.`,nearest:`نزدیک‌ترین مهلت‌ها`,noneNear:`تا سه روز دیگر مهلتی نمی‌رسد.`,showAll:`همه`,outages:`قطعی‌ها`,noOutage:`قطعی تأییدشده یا محتملی نیست.`,confirmed:`تأیید شده`,suspected:`محتمل`,since:e=>`از ${e}`,told:e=>`${e} نفر گفته‌اند`,marks:`رضایت`,caseMarks:`از پاسخ دستگاه‌ها`,talkMarks:`از گفت‌وگو با دستیار و کارشناس`,windows:{hour:`یک ساعت`,day:`۲۴ ساعت`,week:`۷ روز`},window:`بازه`,good:`نمرهٔ ۴ و ۵`,count:`شمار نظر`,response:`نظر داده‌اند`,spread:`نمره‌های ۱ تا ۵`,scoresAre:e=>e.map((e,t)=>`نمرهٔ ${`۱۲۳۴۵`[t]}: ${e}`).join(`، `),between:(e,t)=>`${e} تا ${t}`,of:(e,t)=>`${e} از ${t}`,interval:`زیر هر درصد، بازهٔ اطمینان ۹۵٪ آمده است.`,askedDays:`در گفت‌وگوها نسبت نظر داده‌ها به روز تهران شمرده می‌شود: امروز، و هفت روز با امروز.`,settled:`کار دستیار`,alone:`بی نیاز به کارشناس`,talks:`گفت‌وگو`,handed:`به کارشناس رسید`,bad:`نمرهٔ ۱ یا ۲ گرفت`,settledHint:`گفت‌وگوهایی که کارشناس نخواستند و نمرهٔ ۱ یا ۲ نگرفتند. این به معنای حل شدن کار نیست.`,trend:`روند سی روز`,trendHint:`امروز هنوز تمام نشده است.`,lines:{filed:`ثبت`,answered:`پاسخ`,breached:`مهلت‌شکنی`},day:`روز`,trendIs:(e,t,n)=>`در سی روز ${e} پرونده ثبت شد، ${t} پاسخ گرفت و مهلت ${n} پرونده شکست.`};function Yn(e,t,n){let{measure:r}=e,i=function(e){let t=Math.max(0,...e),n=Array.from({length:4},(e,n)=>Math.ceil(t*((n+1)/4)**2));return[...new Set(n)].filter(e=>e>0)}(t.map(e=>e[r])),a=new Map(t.map(e=>[e.id,e])),o=a.get(e.pointed??``);return g`<div class="map-choice" role="radiogroup" aria-label=${U.measure}>
      ${Object.keys(U.measures).map(t=>g`<label><input type="radio" name="measure" .checked=${t===r}
        @change=${()=>e.show(t)}><span>${U.measures[t]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${Qn().getAttribute(`viewBox`)??``} role="group" aria-label=${U.map} @pointerleave=${()=>e.point(void 0)} @keydown=${Zn}>
      ${(Jn??=[...Qn().querySelectorAll(`path`)].map(({id:e,dataset:t})=>({id:e.replace(`iran-`,``),name:t.name??``,x:Number(t.x),y:Number(t.y)})),Jn).map((t,r)=>function(e,t,n,{bounds:r,mayOpen:i,isFirst:a}){let o=n?.[e.measure]??0,s=n?Xn(n):t.name,c=_`<use href=${`#iran-${t.id}`}></use>
    <text class="map-count" x=${t.x} y=${t.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${o?E(o):y}</text>`,l=()=>e.point(t.id),u=`province level-${function(e,t){return e?t.findIndex(t=>e<=t)+1:0}(o,r)}`,d=(e.pointed??``)===t.id||!e.pointed&&a?0:-1;if(!i)return _`<g class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} role="img" aria-label=${s} tabindex=${d}
      @pointerenter=${l} @focus=${l}>${c}</g>`;let ee={agency_id:e.agency,province:t.name,...e.measure===`late`?{overdue:!0}:e.measure===`soon`?{due_in_h:24}:{}};return _`<a class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} href=${qn(ee)} aria-label=${s} tabindex=${d}
    @pointerenter=${l} @focus=${l}>${c}</a>`}(e,t,a.get(t.id),{bounds:i,mayOpen:n,isFirst:r===0}))}
      ${function(){let e=[...Qn().querySelectorAll(`circle`)],t=[...Qn().querySelectorAll(`text`)];return _`${e.map(e=>_`<circle class="island" cx=${e.getAttribute(`cx`)} cy=${e.getAttribute(`cy`)} r=${e.getAttribute(`r`)}>
      <title>${e.dataset.island}</title></circle>`)}
    ${t.map(e=>_`<text class="sea" x=${e.getAttribute(`x`)} y=${e.getAttribute(`y`)} text-anchor="middle">${e.textContent}</text>`)}`}()}
    </svg>
    <p class="map-told" aria-live="off">${o?Xn(o):g`<span class="soft">${U.choose}</span>`}</p>
    ${function(e){return g`<ul class="legend"><li><i class="swatch level-0"></i>${E(0)}</li>
    ${e.map((t,n)=>g`<li><i class=${`swatch level-${n+1}`}></i>${U.classes(E((t=>t?e[t-1]+1:1)(n)),E(t))}</li>`)}</ul>`}(i)}`}function Xn(e){return U.provinceIs(e.name||U.noProvince,E(e.waiting),E(e.soon),E(e.late))}function Zn(e){let t={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]}[e.key],n=e.target.closest(`.province`);if(!t||!n||e.altKey)return;e.preventDefault();let r=[...e.currentTarget.querySelectorAll(`.province`)],[i,a]=[void 0,1/0];for(let e of r){let[r,o]=[Number(e.dataset.x)-Number(n.dataset.x),Number(e.dataset.y)-Number(n.dataset.y)],s=r*t[0]+o*t[1],c=Math.abs(r*t[1])+Math.abs(o*t[0]);s>5&&s+2*c<a&&([i,a]=[e,s+2*c])}i?.focus()}function Qn(){return document.getElementById(`iran`)}var[$n,er,tr,nr]=[720,190,12,24];function rr(e){return e?`/desk/reports/${encodeURIComponent(e)}`:`/desk/reports`}function W(e,t,n){return e.readCases?g`<a href=${qn(t)}>${n}</a>`:g`<span>${n}</span>`}function ir(e,t,n){let r={waiting:{},soon:{due_in_h:24},late:{overdue:!0}};return(i,a)=>a?W(t,{agency_id:e.agency,...n,...r[i]},E(a)):g`<span class="soft">${E(0)}</span>`}function ar(e,t,n,r,i=!1){return g`<div class="scroll" tabindex="0" role="region" aria-label=${e}><table class="tallies">
    <thead><tr><th scope="col">${e}</th><th scope="col">${U.measures.late}</th><th scope="col">${U.measures.soon}</th><th scope="col">${U.measures.waiting}</th></tr></thead>
    <tbody>${t.map(e=>{let t=n(e);return g`<tr><th scope="row">${i&&e.id?g`<a href=${rr(e.id)} title=${U.report}>${e.name}</a>`:e.name||r}</th><td class=${e.late?`urgent`:``}>${t(`late`,e.late)}</td>
        <td>${t(`soon`,e.soon)}</td><td>${t(`waiting`,e.waiting)}</td></tr>`})}</tbody></table></div>`}var or={hour:1,day:24,week:168};function sr(e,t,n){return g`<table class="marks"><caption>${e}</caption>
    <thead><tr><th scope="col">${U.window}</th><th scope="col">${U.good}</th><th scope="col">${U.count}</th><th scope="col">${U.spread}</th><th scope="col">${U.response}</th></tr></thead>
    <tbody>${t.map(({window:e,good:t,answered:r,scores:i})=>g`<tr><th scope="row">${U.windows[e]}</th>
      <td>${cr(t)}</td><td>${t.of?n(or[e],E(t.of)):g`<span class="soft">${E(0)}</span>`}</td>
      <td>${function(e){let t=Math.max(1,...e);return g`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${U.scoresAre(e.map(e=>E(e)))}>
    <title>${U.scoresAre(e.map(e=>E(e)))}</title>${function(e,t){return e.map((e,n)=>_`<rect x=${10*n+1} width="8" y=${17-16*e/t} height=${16*e/t+1} rx="1"></rect>`)}(e,t)}</svg>`}(i)}</td><td>${r?g`${cr(r)}<span class="soft small">${U.of(E(r.part),E(r.of))}</span>`:g`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`}function cr({share:e,low:t,high:n}){return e===void 0||t===void 0||n===void 0?g`<span class="soft small">${U.few}</span>`:g`<b>${lr(e)}</b><span class="soft small">${U.between(lr(t),lr(n))}</span>`}function lr(e){return`${E(Math.round(100*e))}٪`}function ur(e){let t=new Map;for(let n of e)t.set(n.agency_id,[...t.get(n.agency_id)??[],n]);return t}function dr(e){return g`<li data-signal=${e.signal}><h4>${e.name_fa}</h4><p>${e.seen_fa}</p>
    <dl class="beside">${fr(`دیده شد`,e.share,`seen`)}${fr(`مورد انتظار`,e.expected,`usual`)}
      <div><dt>${`شمار`}</dt><dd>${((e,t)=>`${e} از ${t}`)(E(e.observed),E(e.n))}</dd></div></dl>
    <p class="soft">${e.chance_fa} ${e.may_be_fa}</p></li>`}function fr(e,t,n){let r=Math.min(100,Math.max(1,100*t));return g`<div><dt>${e}</dt><dd><b>${t<.005?`کمتر از ۱٪`:`${E(Math.round(100*t))}٪`}</b>
    <svg class=${`bar-of ${n}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${_`<rect class="whole" width="100" height="8"></rect><rect x=${100-r} width=${r} height="8"></rect>`}</svg></dd></div>`}function pr(e,t){let n=e.is_flagged?`نمی‌خواند: گفتهٔ تلفنی شهروندان با پرونده‌ها جور نیست. تا روشن شدن علت، رقم تلفنی به حساب می‌آید.`:e.called<10?`برای سنجیدن، دست‌کم ۱۰ پاسخ تلفنی لازم است.`:`گفتهٔ تلفنی با پرونده‌ها ناسازگار نیست.`;return g`<div class="gap" data-agency=${e.agency_id}>${t?g`<p><b>${e.agency_name}</b></p>`:y}
    <p>${r=E(e.called),i=E(e.drawn),`از ${i} نفر برگزیده، ${r} نفر پاسخ دادند.`}</p>
    ${e.by_lot&&e.by_ledger&&e.called>=10?g`<dl class="pairs"><div><dt>${`حل شده، به گفتهٔ تلفنی`}</dt><dd>${mr(e.by_lot)}</dd></div><div><dt>${`حل شده، در پرونده‌ها`}</dt><dd>${mr(e.by_ledger)}</dd></div></dl>`:y}
    <p class=${e.is_flagged?`flag`:`soft`}>${n}</p></div>`;var r,i}function mr({low:e,point:t,high:n}){return cr({part:0,of:0,share:t,low:e,high:n})}async function hr(e,t){await e&&(t.reset(),await z(`#call-title`))}var gr=class extends N{#e;constructor(e,t,n,r,i){super(i),this.mayExport=t,this.mayObject=n,this.mayDecide=r,this.gaps=[],this.signalsNotice=``,this.done=``,this.#e=new M(e)}async arrive(e,t){[this.done,this.asked]=[``,void 0],e!==this.page?.period&&([this.page,this.figures,this.gaps,this.signals,this.signalsNotice]=[void 0,void 0,[],void 0,``]),await this.attempt(async()=>{this.periods=await this.#e.get(`periods`),e&&await this.#t(e,t)}),this.readSignals()}async readSignals(){let e=this.page?.period;if(e){this.signalsNotice&&([this.signalsNotice,this.signals]=[``,void 0]),this.tell();try{let t=await this.#e.get(`periods/${e}/signals`);this.page?.period===e&&(this.signals=t)}catch(t){this.page?.period===e&&(this.signalsNotice=t instanceof j?t.detail:T)}this.tell()}}ask(e){this.asked=e,this.tell()}objectTo(e,t){return this.#n(`objections`,{words:e,codes:t},`اعتراض ثبت شد. تا پیش از تصمیم می‌توانید آن را پس بگیرید.`)}takeBack(e){return this.#n(`objections/${e}/take-back`,{},`اعتراض پس گرفته شد.`)}decide(e,t,n){return this.#n(`objections/${e}/decide`,{is_upheld:t,words:n},`تصمیم ثبت شد و دستگاه آن را می‌بیند.`)}async#t(e,t){let n=t?`?agency_id=${encodeURIComponent(t)}`:``,[r,i]=await Promise.all([this.#e.get(`periods/${e}`),this.#e.get(`periods/${e}/gaps`)]),a=r.state===`open`?void 0:await this.#e.get(`periods/${e}/figures${n}`);[this.page,this.figures,this.gaps]=[r,a,i]}async#n(e,t,n){let{page:r}=this;if(!r)return!1;this.done=``;let i=await this.attempt(async()=>{this.page=await this.#e.post(`periods/${r.period}/${e}`,t),this.periods=await this.#e.get(`periods`)});return i&&([this.done,this.asked]=[n,void 0]),this.tell(),i}},G=class{#e={};clear(){this.#e={},this.first=void 0}put(e,t){this.#e[e]=t,this.first??=e}of(e){return this.#e[e]??``}async guard(e,t,n){this.clear();try{return await n()}catch(n){if(!(n instanceof j))throw n;for(let r of n.fields){let i=r.replace(/^(body|query)\.?/,``).split(`.`)[0]||t,a=n.code===`invalid`?e[i]:n.detail;a&&this.put(i,a)}throw this.first?new j(n.status,n.code,``):n}}};function K(e,t){let n=e.of(t);return n?g`<p class="fault" id=${_r(t)}>${n}</p>`:y}function _r(e){return`fault-${e}`}function q(e,t,n=``){return[n,e.of(t)?_r(t):``].filter(Boolean).join(` `)}var vr=`پرسش‌های باز`,yr={"":`همه`,question:`پرسش`,suggestion:`پیشنهاد`,criticism:`انتقاد`,praise:`قدردانی`},br={going:`باز و در دست`,ended:`بسته‌شده`},xr=`موضوعی با این پالایش نیست.`,Sr=`کمتر از سه نفر`,Cr=`چرا اینجاست`,wr=`نام موضوع`,Tr=`سپردن`,Er=`خدمتی که پاسخ می‌دهد`,Dr=`کنار گذاشتن`,Or=class extends N{#e;constructor(e,t,n){super(n),this.mayKeep=t,this.wanted={kind:``,ended:!1,mine:!1},this.lines=``,this.done=``,this.faults=new G,this.#e=new M(e)}async arrive(e){this.done=``,await this.read(),await this.open(e)}read(){let{kind:e,ended:t,mine:n}=this.wanted,r=new URLSearchParams(e?{kind:e}:{});return t&&r.set(`ended`,`true`),n&&r.set(`mine`,`true`),this.attempt(async()=>{this.board=await this.#e.get(`themes?${r}`)})}async filter(e){this.wanted={...this.wanted,...e},await this.read()}async open(e){`${this.page?.id??``}`!==(e??``)&&([this.found,this.lines,this.page]=[void 0,``,void 0]),e&&await this.attempt(async()=>{this.page=await this.#e.get(`themes/${encodeURIComponent(e)}`)}),this.tell()}async group(){await this.attempt(async()=>{await this.#e.post(`themes/group`)})&&this.#t(`دسته‌بندی آغاز شد. چند لحظه بعد صفحه را تازه کنید.`)}async step(e,t,n={}){let{page:r}=this;if(!r)return!1;this.faults.clear();let i=await this.attempt(async()=>{await this.#e.post(`themes/${r.id}/${e}`,n).catch(e=>{throw!(e instanceof j)||e.code!==`invalid`?e:(e.fields.includes(`body.due`)&&this.faults.put(`due`,ht),new j(422,`invalid`,this.faults.first?``:`یکی از بخش‌ها درست نیست. نام و دلیل دست‌کم سه نویسه باشد.`))})});return this.faults.first&&await z(`[name=${this.faults.first}]`),!!i&&(await Promise.all([this.read(),this.open(`${r.id}`)]),this.#t(t),!0)}async search(e){let t=`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`;await this.attempt(async()=>{let e=await fetch(t);if(!e.ok)throw new j(e.status,``,xr);this.found=(await e.json()).results})}async export(){let{page:e}=this;e&&await this.attempt(async()=>{this.lines=(await this.#e.get(`themes/${e.id}/lines`)).yaml})}#t(e){this.done=e,this.tell()}};function J(e,t,{title:n,hint:r=``,isRequired:i,withTime:a,value:o}){let s=`day-${t}`;return g`<div class="day-field"><label for=${s}>${n}</label>
    <div class="day-row"><input id=${s} name=${t} ?required=${i} dir="auto" maxlength="32" autocomplete="off" .value=${o??``}
      aria-invalid=${!!e.of(t)} aria-describedby=${q(e,t,r)||y}>
    <day-picker .field=${s} .title=${n} .withTime=${!!a}></day-picker></div>${K(e,t)}</div>`}function kr(e,t,n=``){return g`<p class="soft wide" id=${e}>${t?`روز شمسی، تنها یا با ساعت، مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر»، «فردا ۱۴»، ⁦۱۴۰۵/۰۹/۰۶ ۱۱:۳۰⁩ یا «اکنون».`:`روز شمسی مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر»، «امروز» یا «فردا».`}${n?` ${n}`:``}</p>`}function Ar(e,t){return(e.length>12?[...e].sort(([,e],[,t])=>e.localeCompare(t,`fa`)):e).map(([e,n])=>g`<option value=${e} .selected=${e===t}>${n}</option>`)}function jr(e){e.preventDefault();let t=[...new FormData(e.target)].map(([e,t])=>[e,`${t}`.trim()]);return Object.fromEntries(t.filter(([,e])=>e))}function Mr(e,t){return Ar((e?.agencies??[]).map(({id:e,title:t})=>[e,t]),t)}function Nr(e,t,n){return g`<div><label>${`دستگاه`}<select name="agency_id" aria-invalid=${!!e.of(`agency_id`)} aria-describedby=${q(e,`agency_id`)}>
    <option value="">${`دستگاه را برگزینید`}</option>${Mr(t,n)}</select></label>${K(e,`agency_id`)}</div>`}function Pr(e,t,n,r){return g`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${e}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${n}>${t}</button><button @click=${r}>${`نه`}</button></p></div>`}var Fr=`due-hint`;function Ir(e){let{page:t}=e;return g`<main class="room cases themes" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`موضوع‌ها`} @keydown=${Rr}>${function(e){let{wanted:t}=e;return g`<h2>${vr}</h2><p class="soft">${`آنچه دستیار پاسخ درستی برایش نداشت و آنچه مردم پیشنهاد یا انتقاد کرده‌اند، دسته‌دسته. نوشته‌ها پوشیده‌اند و فقط جایی دیده می‌شوند که دست‌کم سه نفر گفته باشند.`}</p>
  <fieldset class="filters"><legend class="unseen">${`پالایش`}</legend>
    <label>${`نوع`}<select @change=${t=>{e.filter({kind:zr(t)})}}>
      ${Object.entries(yr).map(([e,n])=>g`<option value=${e} .selected=${e===t.kind}>${n}</option>`)}</select></label>
    <label>${`نمایش`}<select @change=${t=>{e.filter({ended:zr(t)===`ended`})}}>
      ${Object.entries(br).map(([e,n])=>g`<option value=${e} .selected=${e===`ended`===t.ended}>${n}</option>`)}</select></label>
    ${e.mayKeep?g`<label class="check"><input type="checkbox" .checked=${t.mine}
          @change=${t=>{e.filter({mine:t.target.checked})}}>${`فقط آنچه با من است`}</label>`:y}
  </fieldset>`}(e)}${function(e){let{board:t,page:n}=e;return t?g`
    ${t.themes.length?y:g`<p class="empty">${xr}</p>`}
    ${t.themes.map(e=>function(e,t){return g`<a class="entry" href=${L(`themes`,`${e.id}`)} aria-current=${e.id===t?`true`:`false`}>
    <span class="entry-top"><b>${Lr(e)}</b>
      ${e.is_overdue?g`<span class="badge late">${`از موعد گذشته`}</span>`:g`<span class="badge">${e.state_fa}</span>`}</span>
    <span class="soft">${e.kind_fa} · ${e.people?(n=E(e.people),`${n} نفر`):Sr} · ${(e=>`${e} نوشته`)(E(e.rows))}</span>
    ${e.owner?g`<span class="soft">${`با`} ${e.owner.title}${e.due_fa?g` · ${`تا`} ${e.due_fa}`:y}</span>`:y}
    ${e.asked_since?g`<span class="soft">${(e=>`${e} بار پس از بستن`)(E(e.asked_since))}</span>`:y}
  </a>`;var n}(e,n?.id))}
    <p class="soft">${t.is_grouping?`دسته‌بندی در جریان است.`:t.grouped_at_fa?(i=t.grouped_at_fa,`آخرین دسته‌بندی: ${i}`):`هنوز دسته‌بندی نشده است؛ هر شب خودکار انجام می‌شود.`}
      ${t.alone?(r=E(t.alone),`${r} نوشته در هیچ دسته‌ای نیست.`):y}</p>
    <p class="buttons"><button class="small" @click=${()=>{e.read()}}>${`تازه کردن`}</button>
      ${e.mayKeep?g`<button class="small" @click=${()=>{e.group()}}>${`دسته‌بندی همین حالا`}</button>`:y}</p>`:y;var r,i}(e)}</nav>
    <section class="case" aria-label=${vr}>
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`open`||t.state===`assigned`;return g`<p><a class="back" href=${L(`themes`)}>${`بازگشت به فهرست`}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${Lr(t)}</h2><span class="state">${t.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${function(e){return g`<h3>${`نوشته‌های شهروندان`}</h3>
    ${e.words.length?y:g`<p class="soft">${`کمتر از سه نفر گفته‌اند؛ نوشته‌ها نشان داده نمی‌شود.`}</p>`}
    <ul class="said-words">${e.words.map(e=>{return g`<li><p class="words">${e.text}</p>
      <p class="soft">${[e.times>1?(t=E(e.times),`${t} بار`):``,e.reason_fa,e.service_title,e.aspect_fa].filter(Boolean).join(` · `)}</p></li>`;var t})}</ul>`}(t)}
      ${e.mayKeep?g`${n?function(e,t){let n=e.board?.owners??[];return g`
    <form class="fields" aria-label=${wr} @submit=${t=>Br(t,e,`name`,`نام ثبت شد.`)}>
      <label class="wide">${wr}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${t.title??t.proposal?.slice(0,120)??``}></label>
      <button>${`ثبت نام`}</button></form>
    <form class="fields" aria-label=${Tr} @submit=${t=>Br(t,e,`assign`,`سپرده شد.`)}>
      <label>${`چه کسی`}<select name="owner_id" required><option value="">${`یک نفر را برگزینید`}</option>
        ${n.map(({id:e,title:n})=>g`<option value=${e} .selected=${e===t.owner?.id}>${n}</option>`)}</select></label>
      ${J(e.faults,`due`,{title:`تا چه روزی`,hint:Fr})}
      ${kr(Fr,!1)}
      <button class="main">${Tr}</button></form>
    ${t.kind===`question`?function(e,t){return g`<form class="fields" aria-label=${Er} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`.trim();n&&t.search(n)}(t,e)}>
    <label class="wide">${Er}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${`جست‌وجوی خدمت`}></label>
    <button>${`بیاب`}</button>
    <p class="buttons wide">${(e.found??t.likely).map(({id:t,title:n})=>g`<button type="button" class="small"
      @click=${()=>{e.step(`answer`,`به خدمت پیوند خورد و موضوع بسته شد.`,{service_id:t})}}>${(e=>`پیوند به «${e}»`)(n)}</button>`)}</p></form>`}(e,t):y}
    <form class="fields" aria-label=${Dr} @submit=${t=>Br(t,e,`dismiss`,`کنار گذاشته شد.`)}>
      <label class="wide">${`چرا کنار گذاشته شود؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${Dr}</button></form>`}(e,t):y}${function(e,t,n){let r=t.kind===`question`&&t.words.length>0;return g`<p class="buttons">
    ${n?y:g`<button @click=${()=>{e.step(`reopen`,`دوباره باز شد.`)}}>${`باز کردن دوباره`}</button>`}
    ${r?g`<button title=${`همین پرسش‌ها را از جست‌وجوی کنونی می‌پرسد.`} @click=${()=>{e.step(`recheck`,`دوباره پرسیده شد.`)}}>${`دوباره بپرس`}</button>
          <button @click=${()=>{e.export()}}>${`پرسش‌های آزمون برای کاتالوگ`}</button>`:y}</p>
    ${e.lines?g`<label>${`سطرهای YAML`}<textarea class="code" dir="auto" rows="8" readonly .value=${e.lines}></textarea></label>`:y}`}(e,t,n)}`:y}
    </div>
    <aside class="case-side" aria-label=${Cr}>${function(e){return g`<dl>${[[`چند نفر`,e.people?E(e.people):Sr],[Cr,e.reasons.map(({title_fa:e,count:t})=>`${e}: ${E(t)}`).join(`؛ `)||void 0],[`بیشتر دربارهٔ`,e.agency_name],[`با`,e.owner?.title],[`تا`,e.due_fa],[`پاسخ در`,e.service?.title],[`دلیل کنار گذاشتن`,e.reason],[`جست‌وجو اکنون این‌ها را می‌یابد`,e.likely.map(({title:e})=>e).join(`؛ `)||void 0]].map(([e,t])=>t?g`<div><dt>${e}</dt><dd>${t}</dd></div>`:y)}</dl>
    ${e.latest_fa?g`<p class="soft">${n=e.latest_fa,`آخرین: ${n}`}</p>`:y}
    ${e.merged_into?g`<p><a href=${L(`themes`,`${e.merged_into}`)}>${t=E(e.merged_into),`نوشته‌هایش اکنون در موضوع ${t} است.`}</a></p>`:y}
    ${e.checked?g`<p>${((e,t,n)=>`از ${t} پرسش، اکنون ${e} تا پاسخ می‌گیرد (${n}).`)(E(e.checked.answered),E(e.checked.asked),e.checked.at_fa)}</p>`:y}`;var t,n}(t)}</aside></div>`}(e,t):g`<p class="empty">${`یک موضوع را برگزینید.`}</p>`}
    </section>
  </main>`}function Lr(e){return e.title??e.proposal??`بی‌نام`}function Rr(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...e.currentTarget.querySelectorAll(`a.entry`)],n=t.indexOf(document.activeElement),r=t[n+(e.key===`ArrowDown`?1:-1)];n<0||!r||(e.preventDefault(),r.focus())}function zr(e){return e.target.value}async function Br(e,t,n,r){await t.step(n,r,jr(e))}var Y={suspected:`شاید قطع باشد`,suspectedHint:`از این‌ها خیلی بیشتر از معمول همین ساعت گزارش خرابی رسیده است. هر نفر یک بار شمرده می‌شود. تا تأیید نکنید، به شهروندان چیزی گفته نمی‌شود.`,noneSuspected:`بیشتر از معمول گزارشی نرسیده است.`,people:(e,t)=>`${e} نفر (${t} نفر با پرونده، بقیه در گفت‌وگو)`,since:`از`,last:`آخرین گزارش`,rates:(e,t)=>`معمول این ساعت: ${e} نفر در ساعت · حالا: ${t} نفر در ساعت`,score:(e,t)=>`شدت شواهد ${e} (از ${t} به بالا خبر می‌دهد)`,services:`خدمت`,provinces:`استان`,share:(e,t)=>`${e} (${t})`,look:`بررسی و تأیید`,lookOf:e=>`بررسی و تأیید قطعی ${e}`,dismiss:`قطعی نیست`,dismissOf:e=>`${e} قطع نیست`,why:`چرا قطعی نیست؟`,quiet:`تا چند ساعت دربارهٔ این دستگاه خبر ندهد`,hours:e=>`${e} ساعت`,dismissIt:`ثبت`,cancel:`انصراف`,dismissedFor:e=>`ثبت شد؛ تا ${e} ساعت از این دستگاه خبری داده نمی‌شود.`,outages:`قطعی‌های تأییدشده`,outagesHint:`شهروندی که از این قطعی می‌گوید، از آن آگاه می‌شود و می‌تواند پیگیری‌اش کند.`,none:`قطعی‌ای تأیید نشده است.`,isTold:`به شهروندان گفته می‌شود`,isNotTold:`گفته نمی‌شود: آغاز نشده یا زمانش گذشته است`,until:`پایان پیش‌بینی‌شده`,asked:`پیگیری شده از`,counted:e=>`دست‌کم ${e} نفر گزارش داده‌اند`,followers:e=>`پاسخ دستگاه به ${e} نفر می‌رسد`,merge:e=>`یکی کردن ${e} پرونده`,mergeOf:(e,t)=>`یکی کردن ${t} پروندهٔ قطعی ${e}`,merged:(e,t)=>`${e} پرونده یکی شد.${t?` ${t} پروندهٔ دیگر مانده است؛ دوباره بزنید.`:``}`,end:`پایان یافت`,endOf:e=>`قطعی ${e} پایان یافت`,ended:`پایان قطعی ثبت شد و به همهٔ کسانی که پروندهٔ باز دارند خبر داده می‌شود.`,add:`تأیید قطعی`,added:`قطعی تأیید شد و به کسانی که پرونده دارند خبر داده می‌شود.`,agency:`دستگاه`,chooseAgency:`دستگاه را برگزینید`,onlyService:e=>`فقط «${e}»`,indicator:`چه چیزی`,systems:`سامانه`,phone:`تلفن گویا`,province:`استان (خالی: سراسر کشور)`,began:`از`,expectedEnd:`پایان پیش‌بینی‌شده (اگر گفته شده)`,withoutEnd:`بی پایان پیش‌بینی‌شده، تا سه روز گفته می‌شود.`,source:`چه کسی گفته است؟ شهروندان این را می‌خوانند؛ نام و شمارهٔ کسی را ننویسید.`,askedOf:`از چه کسی پیگیری شده است؟ (اگر شده؛ شهروندان می‌خوانند)`,merges:`پرونده‌های همین قطعی را یکی کن`,invalid:`چیزی در این برگه درست نیست. نام استان را از فهرست بردارید و در نوشته‌ها دست‌کم سه نویسه بنویسید.`,faults:{began:ht,expected_end:gt}},Vr=class extends N{#e;constructor(e,t,n){super(n),this.terms=t,this.suspected=[],this.waiting=0,this.done=``,this.agency=``,this.faults=new G,this.#e=new M(e)}async read(){await this.attempt(async()=>{let e=await this.#e.get(`outages`);[this.outages,this.suspected]=[e.outages,e.suspected],this.waiting=this.suspected.length})}heard(e){this.waiting=Object.keys(e.suspected).length,this.outages&&this.read(),this.tell()}choose(e){[this.agency,this.looked]=[e,void 0],this.tell()}look(e){[this.agency,this.looked,this.dismissed]=[e.agency_id,e,void 0],this.tell()}askWhy(e){this.dismissed=e,this.tell()}async add(e){let t=await this.#t(Y.added,async()=>{await this.faults.guard(Y.faults,`expected_end`,()=>this.#e.post(`outages`,e)).catch(e=>{throw e instanceof j&&e.code===`invalid`&&!this.faults.first?new j(422,`invalid`,Y.invalid):e}),[this.agency,this.looked]=[``,void 0]});return this.faults.first&&await z(`[name=${this.faults.first}]`),t}dismiss(e,t,n){return this.#t(Y.dismissedFor(E(n)),async()=>{await this.#e.post(`outages/suspected/${e}/dismiss`,{reason:t,hours:n}),this.dismissed=void 0})}async merge(e){let t=``;await this.#t(``,async()=>{let{merged:n,left:r}=await this.#e.post(`outages/${e}/merge`);t=Y.merged(E(n),r?E(r):``)}),t&&(this.done=t),this.tell()}end(e){return this.#t(Y.ended,async()=>{await this.#e.post(`outages/${e}/end`)})}async#t(e,t){return this.done=``,!!await this.attempt(t)&&(await this.read(),this.done=e,this.tell(),!0)}},Hr=`برای چه کاری`,Ur=`وضعیت`,Wr=`آخرین کاربرد`,Gr=`پایان`,Kr={agency:`رسیدگی دستگاه به پرونده‌هایش`,open311:`ثبت پرونده با Open311`},qr={name:`نام باید ۳ تا ۶۴ نویسه باشد.`,agency_id:`دستگاهی که کلید پرونده‌هایش را باز می‌کند انتخاب کنید.`,days:`شمار روزها باید میان ۱ و ۱۰۹۵ باشد.`},Jr=class extends N{#e;constructor(e,t){super(t),this.scope=`agency`,this.done=``,this.faults=new G,this.#e=new M(e)}async arrive(){[this.once,this.asked,this.done]=[void 0,void 0,``],this.faults.clear(),await this.#t()}choose(e){this.scope=e,this.tell()}ask(e){this.asked=e,this.tell(),e&&z(`#sure-yes`)}hide(){this.once=void 0,this.tell()}async make(e){return this.done=``,await this.attempt(()=>this.faults.guard(qr,`agency_id`,async()=>{let t=await this.#e.post(`keys`,e);var n,r;this.once={title:(r=t.name,`کلید ${r}`),text:t.key,hint:(n=t.expires_at_fa,`این کلید فقط همین یک بار نشان داده می‌شود و تا ${n} کار می‌کند. اکنون رونوشت بردارید؛ اگر گم شد، کلید تازه‌ای بسازید.`)}}))?(await this.#t(),await z(`#once-title`),!0):(this.faults.first&&await z(`.other-keys [name=${this.faults.first}]`),!1)}async revoke({id:e}){this.asked=void 0,await this.attempt(()=>this.#e.post(`keys/${e}/revoke`))&&(await this.#t(),this.done=`کلید باطل شد.`,this.tell(),await z(`#keys-title`))}async#t(){await this.attempt(async()=>{this.keys=await this.#e.get(`keys`)})}};function Yr({title:e,text:t,hint:n},r){return g`<section class="panel once" aria-labelledby="once-title">
    <h2 id="once-title" tabindex="-1">${e}</h2>
    <p>${n}</p>
    <p class="secret" id="once-text" dir="ltr">${t}</p>
    <p class="buttons"><button class="main" @click=${e=>{(async function(e,t){let n=e.currentTarget.parentElement?.querySelector(`[role=status]`);try{await navigator.clipboard.writeText(t),n&&(n.textContent=`رونوشت برداشته شد.`)}catch{let e=document.getElementById(`once-text`);e&&getSelection()?.selectAllChildren(e)}})(e,t)}}>${`رونوشت`}</button>
      <button id="once-hide" @click=${r}>${`برداشتم، پنهان شود`}</button><span role="status" class="soft"></span></p>
  </section>`}var Xr=`outage-day-hint`,Zr=[2,6,12,24,72];function Qr(e,t){return t.length?g`<p>${e}: ${t.map(e=>Y.share(e.title,E(e.people))).join(`، `)}</p>`:y}function $r(e){return new Intl.NumberFormat(`fa-IR`,{maximumFractionDigits:+(e<10),useGrouping:!1}).format(e)}var ei=`حساب من`,ti=class extends N{#e;constructor(e,t,n){super(n),this.line=t,this.done=``,this.#e=new M(e)}async arrive(e){await this.#n(),this.done=e?`گذرواژه عوض شد و از مرورگرهای دیگر خارج شدید.`:``,this.tell()}async change(e,t,n,r){if(this.done=``,this.line.hangUp(),!await this.attempt(async()=>{if(t!==n)throw new j(422,`not_alike`,`دو گذرواژهٔ تازه یکی نیستند. دوباره بنویسید.`);await this.#e.post(`session/password`,{old:e,new:t,code:r}).catch(e=>{throw e instanceof j&&e.code===`invalid`?new j(422,`invalid`,`گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و کد شش رقم داشته باشد.`):e})}))return this.line.listen();history.replaceState(null,``,`#own/changed`),location.reload()}end(e){return this.#t(`آن ورود پایان یافت.`,`sessions/${e}/end`)}endOthers(){return this.#t(`از همهٔ مرورگرهای دیگر خارج شدید.`,`sessions/end`)}async#t(e,t){this.done=``,await this.attempt(()=>this.#e.post(t))&&(await this.#n(),this.done=e,this.tell())}async#n(){await this.attempt(async()=>{this.sessions=await this.#e.get(`sessions`)})}};function ni(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function ri(e){return C(e).replace(/[\s-]/g,``)}var X={title:`ثبت برای تماس‌گیرنده`,callerSearch:`پرونده‌های تماس‌گیرنده`,callerNumber:`از چه شماره‌ای تماس گرفته است؟`,callerFind:`پیدا کردن پرونده‌ها`,callerNumberWrong:`این شمارهٔ همراه نیست. ۱۱ رقم دارد و با ۰۹ آغاز می‌شود. پرونده‌ها شمارهٔ ثابت ندارند.`,callerNone:`پرونده‌ای با این شماره نیست.`,callerFound:e=>`${e} پرونده با این شماره هست؛ تازه‌ترین در بالا. پیش از گفتن چیزی از آن، کد و رمز را بپرسید.`,callerMany:e=>`${e} پروندهٔ تازه‌تر با این شماره؛ شاید بیش از این باشد. پیش از گفتن چیزی از آن، کد و رمز را بپرسید.`,callerLate:`مهلت گذشته`,takeNumber:`همین شماره در پرونده نوشته شود`,heard:`تماس‌گیرنده چه می‌گوید؟`,heardHint:`گفته‌ها را همان‌طور که می‌شنوید بنویسید؛ بخش‌های زیر خودشان پر می‌شوند و می‌توانید عوضشان کنید.`,reading:`در حال فهمیدن…`,readAgain:`خواندن دوباره`,filledIn:`از گفته‌ها پر شد؛ با تماس‌گیرنده درست بودنش را ببینید.`,notUnderstood:`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`,toAsk:`از تماس‌گیرنده بپرسید:`,questions:{text:`چه پیش آمده است؟`,agency:`این کار با کدام اداره یا سازمان است؟ اگر نمی‌داند، «نمی‌داند» را برگزینید.`,province:`در کدام استان و شهر؟`,caller:`نام شما چیست و با صاحب پرونده چه نسبتی دارید؟`,consent:`اجازه می‌دهید پرونده را ثبت کنم؟`},allKnown:`همهٔ بخش‌های لازم پر است. خلاصه را بخوانید و اجازه بگیرید.`,emergency:(e,t)=>`خطر فوری است: بگویید همین حالا با ${e} (${t}) تماس بگیرد.`,otherLine:(e,t)=>`شاید این موضوع با ${e} (${t}) باشد، نه ۱۲۸.`,matter:`موضوع`,kind:`نوع`,agency:`دستگاه`,agencyUnknown:`نمی‌داند؛ میز ۱۲۸ پیدا می‌کند`,chooseAgency:`برگزینید`,indicator:`شاخص`,noIndicator:`هیچ‌کدام`,province:`استان`,noProvince:`نمی‌گوید`,city:`شهر`,guess:(e,t)=>`شاید دربارهٔ «${e}» از ${t} باشد؛ بپرسید.`,takeGuess:`بله، همین است`,similar:`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`,outageIs:(e,t,n,r)=>`قطعی تأییدشدهٔ ${e} از ${t}؛ پایان: ${n}؛ منبع: ${r}`,endUnknown:`معلوم نیست`,caseIs:(e,t,n,r)=>`پیگیری همان پرونده: ${e}، ${t} نفر، از ${n}، ${r}`,alone:`پروندهٔ خودش جدا رسیدگی شود`,service:`خدمت`,drop:`برداشتن خدمت`,caller:`تماس‌گیرنده`,relation:`برای چه کسی تماس گرفته است؟`,relations:{self:`برای خودش`,family:`برای یکی از خانواده`,guardian:`ولی یا قیم است`,attorney:`وکیل است`,other:`برای کس دیگر`},callerName:`نام تماس‌گیرنده`,identity:`نام شهروند نزد چه کسی بماند؟`,name:`نام شهروند`,mobile:`شماره همراه`,mobileHint:`شماره را برای تماس‌گیرنده بازخوانی کنید.`,nationalId:`کد ملی (اگر می‌گوید)`,sms:`کد رهگیری و رمز به این شماره پیامک شود`,consent:`خلاصه را برایش خواندم و پذیرفت:`,consentLater:`نخست گفته‌ها و دستگاه را بنویسید، تا خلاصه را بخوانید.`,lapsed:`خلاصه پس از رضایت عوض شد. دوباره بخوانید و اجازه بگیرید.`,consents:{spoken:`شفاهی، در همین تماس`,recorded:`شفاهی؛ تماس ضبط شده است`,document:`با وکالت‌نامه یا حکم قیمومت`},statement:`گفتهٔ او هنگام رضایت (اگر می‌نویسید)`,document:`کدام سند؟ شماره و تاریخ وکالت‌نامه یا حکم`,summary:`خلاصه برای خواندن`,summaryLater:`پس از نوشتن گفته‌های تماس‌گیرنده، خلاصه اینجا می‌آید.`,summaryIs:(e,t,n,r)=>`${e} شما ${t?`از ${t}`:`برای یافتن دستگاه مسئول`}${n?`، در ${n}`:``}: «${r}». آیا ثبت کنم؟`,file:`ثبت پرونده`,filing:`در حال ثبت…`,alreadyFiled:`این تماس پیش‌تر ثبت شده است و تغییر آن دیگر ثبت نمی‌شود. پرونده را در «پرونده‌ها» ببینید یا تماس بعدی را آغاز کنید.`,missing:`هنوز کامل نیست:`,needs:{text:`گفته‌های تماس‌گیرنده (دست‌کم سه نویسه)`,agency:`دستگاه، یا «نمی‌داند»`,caller:`نام تماس‌گیرنده`,anonymous:`کسی که برای دیگری تماس گرفته نمی‌تواند ناشناس بماند`,mobile:`شماره همراه درست (۱۱ رقم، با ۰۹ آغاز می‌شود)`,nationalId:`کد ملی درست (۱۰ رقم)`,consent:`رضایت تماس‌گیرنده، پس از خواندن خلاصه`,document:`شماره و تاریخ سندی که با آن پذیرفته است (دست‌کم سه نویسه)`,statement:`گفتهٔ او هنگام رضایت، با دست‌کم سه نویسه یا خالی`},filed:`پرونده ثبت شد`,readAloud:`این‌ها را بخش‌بخش بخوانید و بخواهید بازخوانی کند.`,part:e=>`بخش ${e}`,code:`کد رهگیری`,pin:`رمز`,pinHint:`رمز فقط همین یک بار دیده می‌شود.`,due:(e,t)=>`${e} تا ${t} وقت دارد پاسخ دهد.`,smsSent:`کد و رمز پیامک می‌شود.`,print:`چاپ رسید`,next:`تماس بعدی`,see:`دیدن پرونده`},ii=class extends N{#e;constructor(e,t){super(t),this.typed=``,this.mobile=``,this.cases=[],this.faults=new G,this.#e=new M(e)}type(e){[this.typed,this.mobile]=[e,``],this.faults.clear(),this.tell()}async find(){let{typed:e}=this;await this.attempt(async()=>{let t=await this.faults.guard({mobile:X.callerNumberWrong},`mobile`,()=>this.#e.post(`callers`,{mobile:e}));e===this.typed&&([this.mobile,this.cases]=[t.mobile,t.cases])}),this.faults.first&&await z(`#caller-number`)}next(){[this.typed,this.mobile,this.cases,this.notice]=[``,``,[],``],this.faults.clear()}},ai=/^.{1,2}$/,oi=/^(\+98|0)9\d{9}$/,si={text:``,kind:`complaint`,agency_id:``,indicator:``,province:``,city:``,service_id:``,follow:``,relation:`self`,caller_name:``,identity:`sealed`,name:``,mobile:``,national_id:``,sms:!0,consent:``,agreedTo:``,statement:``},ci=class extends N{#e;#t;#n;#r;#i;constructor(e,t,n){super(n),this.terms=t,this.form={...si},this.isReading=!1,this.isFiling=!1,this.isTried=!1,this.filled=new Set,this.#t=new Set,this.#n=crypto.randomUUID(),this.#i=0,this.#e=new M(e),this.calls=new ii(e,n)}set(e,t){this.form={...this.form,[e]:t},this.#t.add(e),this.filled.delete(e),e===`province`&&(this.form.city=``),e===`text`&&this.#a(),this.tell()}agree(e){let t=this.isAgreed?this.form.statement:``;this.form={...this.form,consent:e,agreedTo:this.summary,statement:t},this.tell()}get isAgreed(){return this.isReadable&&this.form.consent!==``&&this.form.agreedTo===this.summary}get hasLapsed(){return this.form.consent!==``&&!this.isAgreed}get isReadable(){return this.form.text.trim().length>=3&&!!this.form.agency_id}takeGuess(){let e=this.heard?.service;e&&(this.set(`service_id`,e.id),this.set(`agency_id`,e.agency.id))}async read(){clearTimeout(this.#r);let e=this.form.text.trim();if(e.length<3)return;let t=++this.#i;this.isReading=!0,this.tell(),await this.attempt(async()=>{let n=await this.#e.post(`heard`,{text:e});t===this.#i&&this.#o(n)}),t===this.#i&&(this.isReading=!1),this.tell()}get questions(){let{form:e}=this,t={text:e.text.trim().length<3,agency:!e.agency_id,province:!e.province&&!this.#t.has(`province`),caller:e.relation!==`self`&&!e.caller_name.trim(),consent:!this.isAgreed};return Object.keys(t).filter(e=>t[e])}get needs(){let{form:e}=this,t=e.relation!==`self`,n=e.identity===`anonymous`,r={text:e.text.trim().length<3,agency:!e.agency_id,caller:t&&e.caller_name.trim().length<2,anonymous:t&&n,mobile:!n&&!!e.mobile&&!oi.test(ri(e.mobile)),nationalId:!n&&!!e.national_id&&!/^\d{10}$/.test(ri(e.national_id)),consent:!this.isAgreed,document:this.isAgreed&&e.consent===`document`&&e.statement.trim().length<3,statement:this.isAgreed&&e.consent!==`document`&&ai.test(e.statement.trim())};return Object.keys(r).filter(e=>r[e])}get summary(){let{form:e}=this,t=this.terms(),n=t?.kinds.find(({id:t})=>t===e.kind)?.title??``,r=t?.agencies.find(({id:t})=>t===e.agency_id)?.title??``,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `);return X.summaryIs(n,r,i,e.text.trim())}async file(){if(this.isTried=!0,this.tell(),this.needs.length||this.isFiling)return!1;this.isFiling=!0;let e=await this.attempt(async()=>{try{this.receipt=await this.#e.post(`cases`,function(e,t){let n=e.identity===`anonymous`,r=ri(e.mobile),i=ni({mobile:r,name:e.name.trim(),national_id:ri(e.national_id)}),a=e.relation!==`self`;return{...ni({kind:e.kind,agency_id:e.agency_id===`-`?``:e.agency_id,indicator:e.kind===`praise`?``:e.indicator,province:e.province,city:e.city.trim(),service_id:e.service_id,follow:e.follow,description:e.text.trim(),identity:e.identity}),...n||!Object.keys(i).length?{}:{contact:i},mandate:ni({relation:e.relation,consent:e.consent,statement:e.statement.trim(),caller_name:a?e.caller_name.trim():``}),sms:e.sms&&t&&!n&&!!r}}(this.form,!!this.terms()?.sends_sms),this.#n)}catch(e){throw!(e instanceof j)||e.code!==`key_reused`?e:new j(e.status,e.code,X.alreadyFiled)}});return this.isFiling=!1,this.tell(),e}next(){clearTimeout(this.#r),this.#i+=1,this.form={...si},this.calls.next(),this.heard=this.receipt=void 0,this.isTried=this.isReading=!1,this.filled.clear(),this.#t.clear(),this.#n=crypto.randomUUID(),this.notice=``,this.tell()}#a(){clearTimeout(this.#r),this.#r=setTimeout(()=>{this.read()},700)}#o(e){this.heard=e,[...e.similar?.outages??[],...e.similar?.cases??[]].map(({offer:e})=>e).includes(this.form.follow)||(this.form={...this.form,follow:``});let t={...e.kind?{kind:e.kind}:{},...e.agency?{agency_id:e.agency.id}:{},...e.indicator?{indicator:e.indicator}:{},...e.province?{province:e.province,city:e.city??``}:{},...e.contact};for(let[e,n]of Object.entries(t)){let t=e===`city`&&this.#t.has(`province`);this.#t.has(e)||t||!n||(this.form={...this.form,[e]:n},this.filled.add(e))}}},li=[`name`,`mobile`,`national_id`];function ui(e,t,n,r){let i=`${e.form[t]}`;return g`<label class="wide">${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(([e,t])=>g`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}function di(e,t,n,{maxlength:r,isNumber:i,hint:a}){return g`<label class="wide ${e.filled.has(t)?`filled`:``}">${n}
    <input id="phone-${t}" maxlength=${r} dir=${i?`ltr`:`auto`} inputmode=${i?`numeric`:`text`}
      autocomplete="off" .value=${`${e.form[t]}`} aria-describedby=${a?`hint-${t}`:y}
      @input=${n=>e.set(t,n.target.value)}></label>
    ${a&&e.form[t]?g`<p class="soft wide" id="hint-${t}">${a}</p>`:y}`}function fi(e,t){return g`<h3>${e}</h3>
    <ol class="dictated" dir="ltr" aria-label=${e}>
      ${t.map(({signs:e,spoken:t},n)=>g`<li><small>${X.part(E(n+1))}</small><b>${e}</b><span dir="rtl">${t}</span></li>`)}
    </ol>`}var pi=[`kind`,`agency_id`,`indicator`,`province`,`city`];function mi(e,t,n,r){let i=`${e.form[t]}`;return g`<label class=${e.filled.has(t)?`filled`:``}>${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(({id:e,title:t})=>g`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}var hi=class extends N{#e;constructor(e,t,n,r,i){super(i),this.mayShare=t,this.mayOwn=n,this.told=r,this.wanted={words:``,whose:``,retired:!1},this.text=``,this.done=``,this.faults=new G,this.#e=new M(e)}async arrive(){this.done=``,await this.#r()}async find(e){this.done=``,this.wanted=e,await this.#r()}async edit(e){this.faults.clear(),[this.open,this.text]=[e,e?.text??``],this.tell(),await z(`.ready [name=title]`)}write(e){this.text=e,this.faults.clear(),this.tell()}async save(e,t){let{open:n,text:r}=this,i={title:e,text:r};this.done=``;let a=()=>n?this.#t(n,i):this.#e.post(`ready-answers`,{...i,is_shared:t}),o=await this.attempt(()=>this.faults.guard(V.faults,`text`,a));return this.faults.first&&await z(`.ready [name=${this.faults.first}]`),!!o&&([this.open,this.text]=[void 0,``],await this.#n(n?V.changed:V.added),!0)}async#t(e,t){let{id:n,version:r}=e;await this.#e.post(`ready-answers/${n}/change`,{...t,version:r}).catch(async t=>{throw t instanceof j&&t.version&&(this.open={...e,version:t.version},await this.#r()),t})}async retire({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/retire`))&&await this.#n(V.wasRetired)}async restore({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/restore`))&&await this.#n(V.restored)}async#n(e){await this.#r(),this.done=e,this.told(),this.tell()}#r(){let{words:e,whose:t,retired:n}=this.wanted,r=new URLSearchParams(Object.entries({words:e,whose:t,retired:n?`true`:``}).filter(([,e])=>e));return this.attempt(async()=>{this.list=await this.#e.get(`ready-answers?${r}`)})}},Z={title:`دفتر میز`,hint:`هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر و گرفتن خروجی هم ثبت می‌شود.`,person:`چه کسی`,everybody:`همه`,action:`چه کاری`,anything:`هر کاری`,since:`از روز`,until:`تا روز`,bothDays:`هر دو روز به شمار می‌آید و خالی یعنی بی‌کران.`,code:`کد رهگیری پرونده`,show:`نشان بده`,save:`خروجی CSV`,saved:`خروجی ذخیره شد. گرفتن آن هم در دفتر آمد.`,table:`نوشته‌های دفتر`,when:`کی`,about:`دربارهٔ`,caseIs:`پرونده`,talkIs:`گفت‌وگو`,none:`نوشته‌ای با این ویژگی‌ها نیست.`,more:`پیش‌تر`,faults:{since:ht,until:ht,tracking_code:`این کد رهگیری نیست. هشت نویسه دارد، مانند ⁦7KQ2-M9XT⁩.`}},gi=class extends N{#e;#t;constructor(e,t){super(t),this.done=``,this.faults=new G,this.#t={account_id:``,action:``,since:``,until:``,tracking_code:``},this.#e=new M(e)}async arrive(){this.terms||(await this.attempt(async()=>{this.terms=await this.#e.get(`audit/terms`)}),await this.show(this.#t))}async show(e){this.#t=e,await this.#n(async()=>{this.entries=this.next=void 0,this.entries=await this.#r()})}more(){return this.#n(async()=>{this.entries=[...this.entries??[],...await this.#r(this.next)]})}async save(e){await this.#n(async()=>{let t=URL.createObjectURL(await this.#e.file(`audit.csv?${_i(e)}`));Object.assign(document.createElement(`a`),{href:t,download:`desk-record.csv`}).click(),URL.revokeObjectURL(t),this.done=Z.saved})}async#n(e){this.done=``,await this.attempt(()=>this.faults.guard(Z.faults,`until`,e)),this.faults.first&&await z(`.record [name=${this.faults.first}]`)}async#r(e){let t=_i(this.#t);e&&t.set(`before`,`${e}`);let n=await this.#e.get(`audit?${t}`);return this.next=n.next,n.entries}};function _i(e){return new URLSearchParams(Object.entries(e).filter(([,e])=>e))}var vi=`record-day-hint`,yi={talks:`گفت‌وگوها`,cases:`پرونده‌ها`,phone:`ثبت تلفنی`,upkeep:`نگهداری`,outages:`قطعی‌ها`,themes:`پرسش‌های باز`,record:`دفتر میز`,situation:`وضعیت`,periods:`دوره‌ها و کارنامه`,calls:`تماس‌های قرعه`,ready:`پاسخ‌های آماده`,accounts:`حساب‌ها`,keys:`کلیدها`,own:`حساب من`},bi=`کلیدهای میان‌بر`,xi=[{title:`همه‌جا`,keys:[[`Alt+1 … Alt+9`,`رفتن به بخش‌ها`],[`?`,`همین فهرست`],[`Esc`,`بستن یا بازگشت`]]},{title:`گفت‌وگوها`,keys:[[`Alt+N`,`گرفتن نفر بعدی`],[`Alt+R`,`نوشتن پاسخ`],[`Alt+S`,`جست‌وجوی خدمت`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Enter`,`فرستادن پاسخ`]]},{title:`پرونده‌ها`,keys:[[`Alt+S`,`جست‌وجو`],[`↑ ↓`,`رفتن در فهرست`],[`Space`,`برگزیدن در جدول`],[`Alt+N`,`پروندهٔ بعدی فهرست`],[`Alt+R`,`ارجاع`],[`Alt+A`,`پاسخ دستگاه`],[`Alt+Q`,`پرسش از شهروند`],[`Alt+M`,`برگرداندن به میز`],[`Alt+Y`,`یادداشت`],[`Alt+J`,`پیوستن به پروندهٔ دیگر`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`]]},{title:`وضعیت`,keys:[[`← ↑ → ↓`,`رفتن میان استان‌های نقشه`],[`Enter`,`پرونده‌های آن استان`]]},{title:`پرسش‌های باز`,keys:[[`↑ ↓`,`رفتن در فهرست`],[`Alt+R`,`نام موضوع`],[`Esc`,`بازگشت به فهرست`]]},{title:`ثبت تلفنی`,keys:[[`Alt+S`,`نوشتن گفته‌ها`],[`Alt+R`,`خواندن دوبارهٔ گفته‌ها`],[`Alt+C`,`شمارهٔ تماس‌گیرنده`],[`Ctrl+Enter`,`ثبت پرونده`],[`Alt+N`,`تماس بعدی`]]}],Si=`help`;function Ci(){let e=document.getElementById(Si);e?.open?e.close():e?.showModal()}function wi(e){e.target===e.currentTarget&&e.currentTarget.close()}function Ti(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){for(t=!0;n;)n=!1,await e();t=!1}}}var Ei=3200,Di=class extends N{#e;#t;#n;#r;#i;#a;constructor(e,t,n){super(n),this.mayReadCases=t,this.nearest=[],this.measure=`waiting`,this.#t=Ti(()=>this.#o()),this.#i=!1,this.#a=!1,this.#e=new M(e)}get agency(){return this.#n}arrive(e){return e!==this.#n&&(this.found=void 0),[this.#n,this.#i]=[e,!0],this.#t()}leave(){this.#i=!1,clearTimeout(this.#r)}heard(){this.#i&&this.#s(Ei)}show(e){this.measure=e,this.tell()}point(e){this.pointed!==e&&(this.pointed=e,this.tell())}async#o(){let e=this.#n,t=e?`?agency_id=${encodeURIComponent(e)}`:``;await this.attempt(async()=>{let n=await this.#e.get(`situation${t}`),r=this.mayReadCases?await this.#e.get(`cases${t||`?`}&due_in_h=72`):[];e===this.#n&&([this.found,this.nearest]=[n,r.slice(0,8)])}),this.#i&&this.#s(3e4)}#s(e){e===Ei&&this.#a||(clearTimeout(this.#r),this.#a=e===Ei,this.#r=setTimeout(()=>{this.#a=!1,this.#t()},e))}},Oi=`نقش`,ki={operator:`کارشناس`,supervisor:`سرپرست`,clerk:`کارشناس دستگاه`,auditor:`بازرس`,editor:`ویراستار`,administrator:`مدیر سامانه`,observer:`ناظر`},Ai={operator:`به شهروندان پاسخ می‌دهد، پرونده‌ها را ارجاع می‌دهد و تلفنی ثبت می‌کند.`,supervisor:`کار کارشناس، و نیز وضعیت، آمار، تعطیلی‌ها، کارهای مانده و پاسخ‌های آمادهٔ مشترک.`,clerk:`فقط پرونده‌ها و آمار یک دستگاه را می‌بیند و پاسخ می‌دهد.`,auditor:`همه‌چیز را بی‌نام می‌بیند و دفتر میز را می‌خواند؛ چیزی را تغییر نمی‌دهد.`,editor:`پرسش‌های باز و دانسته‌های دستیار را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,administrator:`حساب‌ها، کلیدها، کارهای مانده و تعطیلی‌ها را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,observer:`فقط آمار و وضعیت را می‌بیند.`},ji=`وضعیت`,Mi={active:`فعال`,invited:`دعوت شده`,lapsed:`دعوت بی‌پاسخ`,disabled:`بسته`},Ni=`آخرین کار`,Pi=`بازگشت به فهرست`,Fi={login:`نام کاربری باید ۳ تا ۶۴ نویسه و از حروف لاتین، رقم، نقطه، خط تیره یا زیرخط باشد.`,name:`نام باید ۳ تا ۱۰۰ نویسه باشد.`,role:`نقش را انتخاب کنید.`,agency_id:`برای کارشناس دستگاه، دستگاهش را انتخاب کنید.`},Ii={words:``,role:``,agency_id:``,state:``},Li=class extends N{#e;constructor(e,t){super(t),this.isNew=!1,this.wanted={...Ii},this.number=1,this.role=`operator`,this.done=``,this.faults=new G,this.#e=new M(e)}async arrive(e){[this.account,this.asked,this.once,this.done]=[void 0,void 0,void 0,``],this.faults.clear(),this.isNew=e===`new`,this.role=`operator`,e&&!this.isNew?await this.#o(e):this.isNew?this.tell():await this.#s()}find(e){return this.wanted=e,this.turn(1)}turn(e){return this.number=e,this.#s()}choose(e){this.role=e,this.tell()}ask(e){this.asked=e,this.tell()}hide(){this.once=void 0,this.tell()}async invite(e){return this.done=``,this.#n(async()=>this.#r(await this.#e.post(`accounts`,e)))}async change(e){let{account:t}=this;if(t){if(this.done=``,e.name===t.name&&e.role===t.role&&e.agency_id===t.agency_id)return this.#a(`چیزی تغییر نکرده است.`);await this.#n(()=>this.#e.post(`accounts/${t.id}/change`,e))&&await this.#i(`حساب تغییر کرد.`)}}enable(){return this.#t(`enable`,`حساب باز شد و با همان گذرواژه کار می‌کند.`)}async take(e){if(e!==`renew`)return this.#t(e,e===`disable`?`حساب بسته شد.`:`همهٔ ورودهای این حساب پایان یافت.`);let{account:t}=this;this.asked=void 0;let n=await this.attempt(async()=>this.#r(await this.#e.post(`accounts/${t?.id}/renew`)));n&&await this.#i(``),n&&await z(`#once-title`)}async#t(e,t){let{account:n}=this;[this.done,this.asked]=[``,void 0],await this.attempt(()=>this.#e.post(`accounts/${n?.id}/${e}`))&&await this.#i(t),await z(`#account-title`)}async#n(e){let t=await this.attempt(()=>this.faults.guard(Fi,`agency_id`,e));return this.faults.first&&await z(`.staff [name=${this.faults.first}]`),t}#r({account:e,link:t,until_fa:n}){var r,i;this.once={title:(i=e.name,`پیوند دعوت برای ${i}`),text:t,hint:(r=n,`این پیوند فقط همین یک بار نشان داده می‌شود و تا ${r} کار می‌کند. آن را فقط به دست خود او برسانید.`)}}async#i(e){this.account&&await this.#o(this.account.id),this.#a(e)}#a(e){this.done=e,this.tell()}#o(e){return this.attempt(async()=>{this.account=await this.#e.get(`accounts/${encodeURIComponent(e)}`),this.role=this.account.role})}#s(){let e=new URLSearchParams({page:`${this.number}`});for(let[t,n]of Object.entries(this.wanted))n&&e.set(t,n);return this.attempt(async()=>{this.page=await this.#e.get(`accounts?${e}`)})}};function Ri(e,t,n,r){let{faults:i,role:a}=e;return g`<div><label>${`نام`}<input name="name" required maxlength="100" autocomplete="off" .value=${t?.name??``}
      aria-invalid=${!!i.of(`name`)} aria-describedby=${q(i,`name`)}></label>${K(i,`name`)}</div>
    <div><label>${Oi}<select name="role" ?disabled=${r} aria-describedby="role-hint" @change=${t=>e.choose(t.target.value)}>
      ${Ar(Object.entries(ki),a)}</select></label><p class="soft" id="role-hint">${Ai[a]}</p></div>
    ${a===`clerk`?Nr(i,n,t?.agency_id??``):y}`}var zi={"sign-out":`از همهٔ مرورگرها خارج می‌شود. نوشته‌های فرستاده‌نشده‌اش از دست می‌رود.`,renew:`گذرواژه و کدساز کنونی از کار می‌افتد و از همه‌جا خارج می‌شود. برای گوشی گم‌شده، گذرواژهٔ فراموش‌شده یا دعوت بی‌پاسخ است.`,disable:`از همه‌جا خارج می‌شود و دیگر نمی‌تواند وارد شود. گفت‌وگوهای در دستش به صف برمی‌گردد. هر وقت بخواهید دوباره باز می‌کنید.`},Q=`/api/v1/desk`,Bi=class{constructor(e=``){this.csrf=e,this.queue=()=>this.#e(`${Q}/queue`),this.colleagues=()=>this.#e(`${Q}/colleagues`),this.look=e=>this.#e(`${Q}/conversations/${e}`),this.suggestions=e=>this.#e(`${Q}/conversations/${e}/suggestions`),this.take=e=>this.#t(`${Q}/conversations/${e}/take`),this.release=e=>this.#t(`${Q}/conversations/${e}/release`),this.close=(e,t)=>this.#t(`${Q}/conversations/${e}/close`,{reason:t}),this.note=(e,t)=>this.#t(`${Q}/conversations/${e}/note`,{text:t}),this.types=e=>this.#t(`${Q}/conversations/${e}/typing`),this.presence=()=>this.#t(`${Q}/presence`)}transfer(e,t){return this.#t(`${Q}/conversations/${e}/transfer`,{account_id:t})}reply(e,t,n){return this.#t(`${Q}/conversations/${e}/reply`,t,{"Idempotency-Key":n})}reveal(e,t){return this.#t(`${Q}/conversations/${e}/turns/${t}/reveal`)}redact(e,t,n){return this.#t(`${Q}/conversations/${e}/redact`,{words:t,reason:n})}async services(e){return(await this.#e(`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`)).results}signIn(e,t,n){return this.#t(`${Q}/session`,{login:e,password:t,code:n})}async signOut(){return(await this.#n(`${Q}/session`,{method:`DELETE`}))?.continue_at}beginEnrolment(e){return this.#t(`${Q}/enrolment/begin`,{token:e})}enrol(e,t,n){return this.#t(`${Q}/enrolment`,{token:e,password:t,code:n})}#e(e){return this.#n(e,{})}#t(e,t={},n={}){return this.#n(e,{method:`POST`,body:JSON.stringify(t),headers:{"Content-Type":`application/json`,...n}})}#n(e,t){return Lt(this.csrf,e,t)}},Vi=class{#e=``;constructor(e,t){this.ask=e,this.changed=t}async follow(e){let t=e?.is_mine?e.conversation_id:``,n=t&&`${t}/${function({events:e}){return e.filter(({data:e})=>e.role===`citizen`).at(-1)?.id??0}(e)}`;if(n===this.#e||(t!==this.#e.split(`/`)[0]&&(this.shown=void 0),this.#e=n,!t))return;let r=await this.ask(t).catch(()=>{});n===this.#e&&(this.shown=r,this.changed())}},Hi=class{#e=new Map;#t=new Map;constructor(e,t){this.tell=e,this.changed=t}writes(e){Date.now()<(this.#e.get(e)??0)||(this.#e.set(e,Date.now()+3e3),this.tell(e).catch(()=>{}))}said(e){this.#e.delete(e)}heard(e,t){this.#t.set(e,Date.now()+1e3*t),setTimeout(this.changed,1e3*t),this.changed()}stop(e){this.#t.delete(e)}isShown(e){return Date.now()<(this.#t.get(e)??0)}},Ui=class{#e;#t;#n;#r;#i;constructor(e,t){this.session=e,this.redraw=t,this.queue={waiting:[],mine:[],others:[]},this.sheet=`none`,this.ready=new Bt,this.marked=``,this.revealed=new Map,this.drafts=new Map,this.notice=``,this.isLineDown=!1,this.listeners=new Map,this.#t=Date.now(),this.#r=new Map,this.#i=Ti(async()=>{this.talk&&await this.#l(this.talk.conversation_id).catch(()=>{}),this.changed()}),this.#e=new Bi(e.csrf_token),this.suggestions=new Vi(e=>this.#e.suggestions(e),t),this.typing=new Hi(e=>this.#e.types(e),t)}changed(){this.suggestions.follow(this.talk),this.redraw()}may(e){return this.session.account.permissions.includes(e)}get canAnswer(){return this.may(`answer_citizens`)}get canRedact(){let e=!!this.talk?.is_mine||this.may(`read_all_conversations`);return!!this.talk&&e&&this.may(`reveal_personal_data`)}async start(){this.listen(),this.canAnswer&&(setInterval(()=>{this.#m()},2e4),await this.#g(()=>this.ready.read()))}hangUp(){this.#n?.close()}listen(){let e=new EventSource(`/api/v1/desk/events`);this.#n=e,e.addEventListener(`queue`,e=>this.#u(JSON.parse(e.data))),e.addEventListener(`said`,e=>this.#p(JSON.parse(e.data)));for(let[t,n]of this.listeners)e.addEventListener(t,e=>n(JSON.parse(e.data)));e.addEventListener(`typing`,e=>this.#f(JSON.parse(e.data))),e.addEventListener(`signed_out`,()=>location.assign(`/desk/sign-in`)),e.onopen=()=>this.#_(!1),e.onerror=()=>this.#_(!0)}touch(){this.#t=Date.now()}open(e){return this.#g(async()=>this.#s(await this.#e.look(e)))}leave(){this.talk=void 0,this.#c(),this.changed()}take(e){return this.#g(async()=>this.#s(await this.#e.take(e)))}async takeNext(){let e=this.queue.waiting[0];e&&this.canAnswer&&await this.take(e.conversation_id)}release(){return this.#o(e=>this.#e.release(e))}close(e){return this.#o(t=>this.#e.close(t,e))}transfer(e){return this.#o(t=>this.#e.transfer(t,e))}async say(e){let t=this.talk?.conversation_id;t&&e.trim()&&(await this.#a(t,{text:e.trim()})&&this.drafts.delete(t),this.changed())}async sendCard(e){let t=this.talk?.conversation_id;t&&await this.#a(t,{service_id:e.id})&&(this.found=void 0,this.changed())}search(e){return this.#g(async()=>{this.found=e.trim()?await this.#e.services(e.trim()):void 0})}async note(e){let t=this.talk?.conversation_id;return!(!t||!e.trim()||(await this.#g(async()=>{await this.#e.note(t,e.trim()),await this.#l(t)}),this.notice))}async redact(e,t){let n=this.talk?.conversation_id;if(!n)return!1;let r=!1;return await this.#g(async()=>{await this.#e.redact(n,e,t),r=!0,this.revealed.clear(),this.sheet=`none`,await this.#l(n),this.notice=`واژه‌ها از گفت‌وگو حذف شد.`}),r}reveal(e){return this.#g(async()=>{if(!this.talk)return;let{text:t}=await this.#e.reveal(this.talk.conversation_id,e);this.revealed.set(e,t)})}draft(e){this.talk&&(this.drafts.set(this.talk.conversation_id,e),e&&this.typing.writes(this.talk.conversation_id)),this.changed()}showSheet(e){this.sheet=e,e===`transfer`&&this.#h(),this.changed()}async signOut(){let e;await this.#g(async()=>{e=await this.#e.signOut()}),this.notice||location.assign(e??`/desk/sign-in`)}async#a(e,t){let n=`${e} ${JSON.stringify(t)}`,r=this.#r.get(n)??crypto.randomUUID();return this.#r.set(n,r),await this.#g(async()=>{await this.#e.reply(e,t,r),this.#r.delete(n),this.typing.said(e),await this.#l(e)}),!this.notice}async#o(e){let t=this.talk?.conversation_id;t&&await this.#g(async()=>{await e(t),this.leave()})}#s(e){e.conversation_id!==this.talk?.conversation_id&&this.#c(),this.talk=e}#c(){this.sheet=`none`,this.found=void 0,this.revealed.clear()}async#l(e){let t=await this.#e.look(e);this.talk?.conversation_id===e&&(this.talk=t)}#u(e){this.queue=e;let{talk:t}=this;t&&this.#d(t,e),this.changed()}async#d(e,t){let n=[...t.waiting,...t.mine,...t.others].find(({conversation_id:t})=>t===e.conversation_id),r=t.mine.some(({conversation_id:t})=>t===e.conversation_id);if(e.is_mine&&!r)return e.is_mine=!1,e.owner=n?.owner??`bot`,delete e.owner_name,this.sheet=`none`,this.#v(`این گفت‌وگو دیگر در دست شما نیست.`);let i=e.events.at(-1)?.id??0;n&&(n.last_event_id>i||n.owner!==e.owner)&&await this.#g(()=>this.#l(e.conversation_id))}#f(e){this.typing.heard(e.conversation_id,e.for_s)}#p(e){let{talk:t}=this;e.event.data.role===`citizen`&&this.typing.stop(e.conversation_id),t?.conversation_id===e.conversation_id&&(e.event.id>(t.events.at(-1)?.id??0)&&t.events.push(e.event),this.changed(),e.event.data.role===`citizen`&&this.#i())}async#m(){this.sheet===`transfer`&&this.#h(),Date.now()-this.#t>6e5||await this.#e.presence().catch(()=>{})}async#h(){this.colleagues=await this.#e.colleagues().catch(()=>this.colleagues),this.changed()}async#g(e){try{this.notice=``,await e()}catch(e){let t=e instanceof j?e:new j(0,``,T);t.code===`not_signed_in`&&location.assign(`/desk/sign-in`),this.notice=t.detail}this.changed()}#_(e){this.isLineDown=e,this.changed()}#v(e){this.notice=e,this.changed()}},$={dead:`کارهای مانده`,deadHint:`این کارها چند بار تلاش شد و نشد. سبب را برطرف کنید، سپس دوباره به کار بیندازید.`,noDead:`هیچ کاری نمانده است.`,retryKind:(e,t)=>`دوباره: ${e} (${t})`,retry:`دوباره`,retryOf:e=>`کار ${e} دوباره`,revived:`دوباره در نوبت است.`,table:`جدول کارهای مانده`,job:`کار`,attempts:`تلاش‌ها`,died:`مانده از`,error:`چرا نشد`,details:`متن خطا`,drop:`کنار گذاشتن`,dropOf:e=>`کنار گذاشتن کار ${e}`,dropWhy:`چرا دیگر لازم نیست؟`,dropHint:`این کار دیگر انجام نمی‌شود. دلیل در همین صفحه می‌ماند؛ نام و شمارهٔ کسی را در آن ننویسید.`,dropNow:`کنار گذاشته شود`,wasDropped:`کار کنار گذاشته شد.`,dropped:`کنار گذاشته‌های اخیر`,cancel:`انصراف`,why:`دلیل باید ۳ تا ۵۰۰ نویسه باشد.`,caseIs:`پرونده`,sms:`پیامک`,since:`از`,credit:`اعتبار`,creditLow:`کم است؛ حساب را شارژ کنید تا پیامک‌ها نمانند.`,week:`در هفت روز گذشته`,delivered:e=>`${e} رسیده`,undelivered:e=>`${e} نرسیده`,open:e=>`${e} در راه`,closures:`تعطیلی‌های ناگهانی`,closuresHint:`مهلت پرونده‌های باز با هر تعطیلی جابه‌جا می‌شود و به شهروندان خبر داده می‌شود.`,noClosures:`تعطیلی‌ای ثبت نشده است.`,province:`استان`,everywhere:`سراسر کشور`,begins:`از`,ends:`تا`,wholeDay:`روزِ تنها تا پایانش به شمار می‌آید.`,reason:`دلیل`,reasons:{cold:`سرما`,heat:`گرما`,smog:`آلودگی هوا`,dust:`گرد و غبار`,storm:`توفان و برف`,power:`کمبود برق`,gas:`کمبود گاز`,water:`کمبود آب`,other:`دلیل دیگر`},source:`چه کسی اعلام کرده است؟ (بهتر است نشانی صفحه باشد)`,add:`ثبت تعطیلی`,added:`تعطیلی ثبت شد؛ مهلت‌ها جابه‌جا می‌شود.`,end:`لغو`,endWhy:`چرا لغو می‌شود؟`,endNow:`تعطیلی لغو شود`,withdrawn:`لغوشده‌ها`,withdrawnAt:e=>`لغو: ${e}`,faults:{province:`استان را از فهرست بردارید، یا «سراسر کشور» بنویسید.`,begins:ht,ends:gt,source:`بنویسید چه کسی اعلام کرده است، ۳ تا ۵۰۰ نویسه.`,reason:`دلیل را انتخاب کنید.`},endOf:e=>`لغو تعطیلی ${e}`,ended:`تعطیلی لغو شد؛ مهلت‌ها به جای خود برمی‌گردد.`,over:`گذشته`},Wi=class extends N{#e;constructor(e,t,n,r){super(r),this.mayRevive=t,this.mayClose=n,this.withdrawn=[],this.faults=new G,this.provinces=[],this.done=``,this.deadCount=0,this.#e=new M(e)}async read(){await this.attempt(async()=>{let[e,t,n]=await Promise.all([this.mayRevive?this.#e.get(`jobs`):void 0,this.mayClose?this.#e.get(`closures`):void 0,this.mayClose?this.#e.get(`closures/withdrawn`):[]]);[this.dead,this.closures,this.withdrawn]=[e,t,n]})}offer(e){e&&(this.provinces=e.provinces.map(({name:e})=>e))}heard(e){this.deadCount=e.dead_jobs??0,this.dead||this.closures?this.read():this.tell()}retry(e){return this.#t($.revived,()=>this.#e.post(`jobs/${e}/retry`))}retryKind(e){return this.#t($.revived,()=>this.#e.post(`jobs/retry`,{kind:e}))}async close(e){let t=await this.#t($.added,()=>this.faults.guard($.faults,`ends`,()=>this.#e.post(`closures`,e)));return this.faults.first&&await z(`.closing [name=${this.faults.first}]`),t}ask(e){this.ending=e,this.faults.clear(),this.tell(),e&&z(`#ending-why`)}async end(e){let{ending:t}=this;if(!t)return;let n=t.what===`jobs`?`jobs/${t.id}/drop`:`closures/${t.id}/end`,r=t.what===`jobs`?$.wasDropped:$.ended;await this.#t(r,()=>this.faults.guard({reason:$.why},`reason`,()=>this.#e.post(n,{reason:e})))?(this.ask(void 0),await z(t.what===`jobs`?`#dead-title`:`#closures-title`)):await z(`#ending-why`)}async#t(e,t){return this.done=``,!!await this.attempt(async()=>{await t()})&&(await this.read(),this.done=e,this.tell(),!0)}},Gi=`closing-day-hint`;function Ki(e,t,n,r){let{faults:i}=e;return g`<form class="case-sheet" novalidate aria-label=${t} @submit=${t=>function(e,t){e.preventDefault(),t.end(`${new FormData(e.target).get(`why`)??``}`.trim())}(t,e)}>
    ${r?g`<p class="soft" id="ending-hint">${r}</p>`:y}
    <label>${t}<input id="ending-why" name="why" required maxlength="500" autocomplete="off" aria-invalid=${!!i.of(`reason`)}
      aria-describedby=${q(i,`reason`,r?`ending-hint`:``)}></label>${K(i,`reason`)}
    <p class="buttons"><button class="main">${n}</button><button type="button" @click=${()=>e.ask(void 0)}>${$.cancel}</button></p>
  </form>`}function qi(e,t,n){return e.draft(t.trim()?`${t.trimEnd()}\n${n}`:n),z(`#reply`)}function Ji(e,t){let n=Cn(t,e.ready.placeholders);n?(e.notice=V.unfilled(n),e.changed()):e.say(t)}function Yi(e){return e.preventDefault(),`${new FormData(e.target).get(`words`)??``}`}function Xi(e,t){return t?g`<section><h3>${e}</h3><p dir="auto">${t}</p></section>`:y}function Zi(e,t,n,r){return g`<section>
    <h2>${t} <span class="count">${E(n.length)}</span></h2>
    ${n.length?g`<ul class="entries">${n.map(t=>function(e,t){let n=e.talk?.conversation_id===t.conversation_id,r=t.owner===`queue`&&t.queued_at,i=t.is_unanswered&&t.owner===`operator`;return g`<li>
    <button class="entry" aria-current=${n?`true`:`false`} data-id=${t.conversation_id}
      @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      ${t.about_fa?g`<span class="soft">${t.about_fa}</span>`:y}
      <span class="soft">${r?(e=>`${e} در صف`)(function(e,t=Date.now()){return tt(Math.max(0,(t-Date.parse(e))/1e3))}(t.queued_at)):t.owner_name??``}</span>
      ${i?g`<span class="badge">${`منتظر پاسخ`}</span>`:y}
    </button>
  </li>`}(e,t))}</ul>`:g`<p class="soft">${r}</p>`}
  </section>`}function Qi(e){return e===void 0?void 0:tt(e)}function $i(e){if(!e.canRedact)return;let t=vn();e.showSheet(e.sheet===`redact`?`none`:`redact`),e.sheet===`redact`&&(e.marked=t,z(t?`#redact-reason`:`#redact-words`))}function ea({name:e,presence_fa:t}){return`${e} (${t})`}function ta(e){return e.canRedact?g`<button id="do-redact" aria-expanded=${e.sheet===`redact`} @click=${()=>$i(e)}>${qe}</button>`:y}function na(e,t){e.showSheet(e.sheet===t?`none`:t)}var ra=[`themes`,`periods`,`accounts`],ia=class extends S{constructor(...e){super(...e),this.api=new Bi,this.problem=``,this.#e=!1}#e;createRenderRoot(){return this}async submit(e){e.preventDefault(),this.#e||=(this.#e=!0,await this.attempt(()=>this.step(new FormData(e.target))),!1)}async attempt(e){this.problem=``;try{await e()}catch(e){this.problem=e instanceof j?e.detail:T}this.requestUpdate()}get trouble(){return g`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`}};function aa(){return g`<label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p>`}customElements.define(`day-picker`,St),customElements.define(`desk-console`,class extends S{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;#u;#d;#f;#p;#m=[];#h=`own`;#g={tab:`talks`,code:void 0};#_=[];#v=new ResizeObserver(()=>this.#C());connectedCallback(){super.connectedCallback();let e=JSON.parse(this.dataset.session??`{}`);this.#_=JSON.parse(this.dataset.reasons??`[]`);let t=()=>this.requestUpdate();this.#e=new Ui(e,t);let{csrf_token:n}=e;this.#t=new on(n,e.account,t),function(e){hn.addEventListener(`change`,e)}(t),this.#n=new ci(n,()=>this.#t.terms,t),this.#r=new Wi(n,this.#e.may(`revive_jobs`),this.#e.may(`keep_calendar`),t),this.#i=new Vr(n,()=>this.#t.terms,t),this.#a=new Or(n,this.#e.may(`keep_themes`),t);let r=e=>this.#e.may(e);var i;this.#o=new gr(n,r(`export_figures`),r(`object_to_figures`),r(`decide_objections`),t),this.#s=new Rn(n,r(`see_insight`),t),this.#c=new gi(n,t),this.#l=new Li(n,t),this.#u=new hi(n,r(`share_ready_answers`),this.#e.canAnswer||r(`answer_cases`),()=>{this.#t.ready.answers=[],this.#e.canAnswer&&this.#e.ready.read()},t),this.#d=new Jr(n,t),this.#f=new Di(n,this.#e.may(`read_cases`),t),this.#p=new ti(n,this.#e,t),this.#m=(i=e.account.permissions,cn.filter(([,e])=>e.some(e=>i.includes(e))).map(([e])=>e)),this.#h=function(e){return ln.find(([,t])=>e.includes(t))?.[0]??`own`}(e.account.permissions),this.#e.listeners.set(`cases`,e=>this.#t.heard(e.changed)),this.#e.listeners.set(`situation`,()=>this.#f.heard()),this.#e.listeners.set(`outages`,e=>this.#i.heard(e)),this.#e.listeners.set(`upkeep`,e=>this.#r.heard(e)),addEventListener(`hashchange`,()=>{this.#S()}),this.#S(),document.addEventListener(`keydown`,e=>this.#w(e)),document.addEventListener(`pointerdown`,()=>this.#e.touch()),setInterval(()=>this.requestUpdate(),15e3),this.#e.start()}createRenderRoot(){return this}render(){let e=this.#e,t=this.#g.tab===`talks`,n=e.isLineDown?`ارتباط زنده قطع شده است؛ در حال وصل شدن دوباره هستیم.`:this.#g.isRefused?`بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.`:t?e.notice:``;return g`
      <header class="bar">
        <h1>${`میز کارشناسان`}</h1>
        ${i=this.#m,a=this.#g.tab,o={upkeep:this.#r.deadCount,outages:this.#i.waiting},i.length<2?y:g`<nav class="tabs" aria-label=${`بخش‌های میز`}>
    ${i.map(e=>{let t=o[e]??0;return g`<a href=${L(e)} aria-current=${e===a?`page`:`false`}>${yi[e]}
        ${t?g`<span class="badge"><span aria-hidden="true">${E(t)}</span><span class="unseen">${(e=>`${e} کار مانده`)(E(t))}</span></span>`:y}</a>`})}
  </nav>`}
        <a class="who" href=${L(`own`)} aria-current=${this.#g.tab===`own`?`page`:`false`}
          aria-label=${r=e.session.account.name,`حساب من: ${r}`} title=${ei}>${e.session.account.name} <span class="soft">${e.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${bi} title=${bi} @click=${Ci}>${`؟`}</button>
        <button class="quiet" @click=${()=>e.signOut()}>${`خروج`}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!n}>${n}</p>
      ${this.#y()}
      ${g`<dialog id=${Si} aria-labelledby="help-title" @click=${wi}>
    <form method="dialog">
      <header><h2 id="help-title">${bi}</h2><button class="quiet">${`بستن`}</button></header>
      <div class="shortcuts">
        ${xi.map(({title:e,keys:t})=>g`<section><h3>${e}</h3>
            <dl>${t.map(([e,t])=>g`<div><dt><kbd dir="ltr">${e}</kbd></dt><dd>${t}</dd></div>`)}</dl>
          </section>`)}
      </div>
    </form>
  </dialog>`}
    `;var r,i,a,o}#y(){let{tab:e}=this.#g;return e===`cases`?function(e,t){let{page:n}=e;return g`<main class="room cases" data-open=${n?`page`:`list`}>
    <nav class="lists" aria-label=${F.list}>${function(e,t){let{entries:n,table:r}=e,i=hn.matches&&!e.page,a=r.notice||(e.page?``:e.notice);return g`
    <form role="search" class="search" @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`,r=/^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(n.trim()),{state:i,q:a}=t.filters;r?t.filter({...P,state:`all`,q:n}):n.trim()&&i===P.state?t.filter({state:`all`,q:n}):t.filter(!n.trim()&&a&&i===`all`?{state:P.state,q:n}:{q:n})}(t,e)}>
      <label class="unseen" for="case-search">${F.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${F.searchFor}
        .value=${e.filters.q}>
      <button class="main">${F.search}</button>
    </form>
    ${function(e){let{table:t}=e,n=e.has(`assign_cases`)?nn:nn.filter(([,{assignee:e}])=>!e);return g`<div class="case-views" role="group" aria-label=${I.views}>
    ${n.map(([n,r])=>g`<button class="small" aria-pressed=${t.isShown(an(r))}
      @click=${()=>{e.filter(an(r))}}>${n}</button>`)}
    ${t.views.map(e=>function(e,t){return g`<span class="saved-view"><button class="small" aria-pressed=${e.isShown(e.viewFilters(t))}
      @click=${()=>{e.open(t)}}>${t.name}</button><button class="small" aria-label=${I.dropView(t.name)}
      title=${I.dropView(t.name)} @click=${()=>{e.dropView(t)}}>×</button></span>`}(t,e))}
    <details class="keep-view"><summary>${I.keepView}</summary>
      <form @submit=${e=>{(async function(e,t){e.preventDefault();let n=e.target,r=`${new FormData(n).get(`name`)??``}`.trim();r&&await t.keepView(r)&&(n.reset(),n.closest(`details`)?.removeAttribute(`open`))})(e,t)}}>
        <label>${I.viewName}<input name="name" required minlength="2" maxlength="60" autocomplete="off"></label>
        <button>${I.keep}</button>
      </form></details>
    ${t.isShown(P)?y:g`<button class="small quiet" @click=${()=>{e.filter(P)}}>${F.clear}</button>`}
  </div>`}(e)}
    ${function(e,t,n){let r=function({due_in_h:e,moved:t,breached:n,within_h:r,province:i}){let a=r?F.withinHours(E(Number(r))):``;return[i===`-`?F.noProvince:``,e?F.dueIn(E(Number(e))):``,t?`${F.happened(t)}${a}`:``,n?`${F.breached}${a}`:``].filter(Boolean).join(`؛ `)}(e.filters);return g`<details class="filter-box" ?open=${n}><summary>${F.filters}</summary>${function(e,t){let{filters:n,terms:r}=e,i=t=>n=>{e.filter({[t]:n.target.value})},a=(r?.provinces??[]).map(({name:e})=>({id:e,title:e}));return g`<fieldset class="filters">
    <legend class="unseen">${F.filters}</legend>
    <label>${F.state}<select @change=${i(`state`)}>
      ${Object.entries(F.states).map(([e,t])=>B(e,t,n.state))}
      <optgroup label=${F.state}>${(r?.statuses??[]).filter(({id:e})=>e!==`answered`).map(({id:e,title:t})=>B(e,t,n.state))}</optgroup>
    </select></label>
    <label>${F.sort}<select @change=${i(`sort`)}>
      ${Object.entries(F.sorts).map(([e,t])=>B(e,t,n.sort))}</select></label>
    ${t?y:g`<agency-box .agencies=${r?.agencies??[]} .label=${F.agency} .all=${F.all} .value=${n.agency_id}
      @change=${i(`agency_id`)}></agency-box>`}
    ${gn(I.assignee,function({table:e}){return[{id:`me`,title:I.me},{id:`-`,title:I.nobody},...e.people]}(e),n.assignee,i(`assignee`))}
    ${gn(F.province,a,n.province,i(`province`))}
    ${gn(F.level,r?.levels??[],n.level,i(`level`))}
    ${gn(I.columns.kind,r?.kinds??[],n.kind,i(`kind`))}
    ${gn(I.columns.indicator,r?.indicators??[],n.indicator,i(`indicator`))}
    <label class="check"><input type="checkbox" .checked=${n.overdue}
      @change=${t=>{e.filter({overdue:t.target.checked})}}>${F.overdue}</label>
  </fieldset>`}(e,t)}</details>
    ${r?g`<p class="of-number">${r}</p>`:y}`}(e,t,i)}
    <p class="notice" role="alert" ?hidden=${!a}>${a}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.failed.length?(o=r.failed,g`<div class="to-ask" role="alert"><p>${I.failed(E(o.length))}</p>
    <ul>${o.map(([e,t])=>g`<li><b class="code" dir="ltr">${e}</b> ${t}</li>`)}</ul></div>`):y}
    ${i?function(e){let{table:t}=e;return g`<div class="table-tools">
      ${t.chosen.size?function(e){let{table:t}=e,n=e=>{t.begin(t.many===e?void 0:e),z(`.many :is([role=combobox], select)`)};return g`<p class="chosen-count" role="status">${I.chosen(E(t.chosen.size))}</p>
    ${e.has(`refer_cases`)?g`<button class="small" aria-expanded=${t.many===`refer`} @click=${()=>n(`refer`)}>${I.refer}</button>`:y}
    <button class="small" aria-expanded=${t.many===`assign`} @click=${()=>n(`assign`)}>${I.assign}</button>
    <button class="small" @click=${()=>t.choose([...t.chosen],!1)}>${I.unchoose}</button>`}(e):y}
      <details class="columns"><summary>${I.chooseColumns}</summary>
        <fieldset><legend class="unseen">${I.chooseColumns}</legend>
          ${Zt.map(e=>g`<label class="check"><input type="checkbox" .checked=${t.columns.includes(e)}
            @change=${()=>t.toggleColumn(e)}>${I.columns[e]}</label>`)}
          <button class="small" @click=${()=>t.usualColumns()}>${I.usualColumns}</button></fieldset></details>
      ${e.has(`export_cases`)?g`<button class="small" @click=${()=>{t.save()}}>${I.save}</button>`:y}
    </div>
    ${t.many?function(e,t){let{table:n}=e,r=E(n.chosen.size),i=t===`refer`?I.referMany(r):I.assignMany(r);return g`<form class="case-sheet many" aria-label=${i} @submit=${e=>{(async function(e,t,n){e.preventDefault();let r=[...new FormData(e.target)].map(([e,t])=>[e,`${t}`.trim()]);await t.doMany(n,Object.fromEntries(r.filter(([,e])=>e)))})(e,n,t)}}>
    <h2>${i}</h2>
    ${t===`refer`?function({table:e,terms:t}){return g`<p class="soft">${I.referHint}</p>
    <agency-box .agencies=${t?.agencies??[]} .label=${I.columns.agency} .value=${e.agency} required
      @change=${t=>e.agency=t.target.value}></agency-box>
    <label>${I.reason}<textarea name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>`}(e):function({people:e}){return g`<label>${I.assignee}<select name="account_id"><option value="me">${I.me}</option><option value="">${I.nobody}</option>
    ${e.map(({id:e,title:t})=>g`<option value=${e}>${t}</option>`)}</select></label>`}(n)}
    <div class="buttons"><button class="main">${I.submit}</button>
      <button type="button" class="quiet" @click=${()=>n.begin(void 0)}>${I.cancel}</button></div>
  </form>`}(e,t.many):y}`}(e):y}
    ${n===void 0?g`<p class="soft" role="status">${F.loading}</p>`:function(e,t,n){return g`
    <p class="soft" role="status">${t.length?function({count:e,hasMore:t},n){return t&&e?`${e.is_more?I.moreThan(E(e.count)):I.count(E(e.count))}؛ ${I.shown(E(n))}`:F.shown(`${E(n)}${t?`+`:``}`)}(e,t.length):F.none}</p>
    ${function(e){let{count:t,filters:n}=e;if(!t?.hidden)return y;let r=`${t.is_more_hidden?`+`:``}${E(t.hidden)}`;return g`<p class="to-ask" role="status">${I.hidden(r)}
    <button class="small" id="show-hidden" @click=${()=>{e.filter({...P,state:`all`,q:n.q})}}>${I.showHidden}</button></p>`}(e)}
    ${n&&t.length?function(e,t){let{table:n}=e,r=e.has(`assign_cases`);return g`<div class="scroll"><table class="case-table">
    <caption class="unseen">${I.table}</caption>
    <thead><tr>
      ${r?g`<td>${function({table:e},t){let n=t.map(({tracking_code:e})=>e),r=n.filter(t=>e.chosen.has(t)).length;return g`<input type="checkbox" aria-label=${I.selectAll} .checked=${r>0&&r===n.length}
    .indeterminate=${r>0&&r<n.length}
    @change=${t=>e.choose(n,t.target.checked)}>`}(e,t)}</td>`:y}
      <th scope="col">${I.code}</th>
      ${n.columns.map(t=>function(e,t){let n=tn[t],r=I.columns[t];if(!n)return g`<th scope="col">${r}</th>`;let[i,a]=n,{sort:o}=e.filters,s=o===i?`ascending`:o===a?`descending`:`none`;return g`<th scope="col" aria-sort=${s}><button class="sorts" title=${I.sortBy(r)}
    @click=${()=>{e.filter({sort:o===i?a:i})}}>${r}<span aria-hidden="true">${{ascending:` ▲`,descending:` ▼`,none:``}[s]}</span></button></th>`}(e,t))}
    </tr></thead>
    <tbody id="case-list" @keydown=${t=>function(e,{table:t}){let n=e.target.dataset.code;if(e.key!==` `||!n)return _n(e);e.preventDefault(),t.choose([n],!t.chosen.has(n))}(t,e)}>
      ${t.map(t=>function(e,t,n){let{table:r}=e,i=t.tracking_code,a=r.chosen.has(i);return g`<tr class=${a?`chosen`:``}>
    ${n?g`<td><input type="checkbox" tabindex="-1" aria-label=${I.select(i)} .checked=${a}
      @change=${()=>r.choose([i],!a)}></td>`:y}
    <th scope="row"><a class="code" href=${L(`cases`,i)} data-code=${i} dir="ltr">${i}</a></th>
    ${r.columns.map(e=>g`<td class=${`of-${e}`}>${function(e,t){let n=en[t](e);return t===`due`&&e.is_overdue?g`<span class="badge late">${F.overdueShort}</span> ${n}`:t===`description`?g`<span title=${n} dir="auto">${n}</span>`:n}(t,e)}</td>`)}
  </tr>`}(e,t,r))}</tbody>
  </table></div>`}(e,t):function(e,t){return g`<ul class="entries" id="case-list" @keydown=${_n}>${t.map(t=>function(e,t){let n=e.page?.tracking_code===t.tracking_code;return g`<li><a class="entry" href=${L(`cases`,t.tracking_code)} data-code=${t.tracking_code}
      aria-current=${n?`true`:`false`}>
    <span class="entry-top"><b class="code" dir="ltr">${t.tracking_code}</b>
      ${t.is_overdue?g`<span class="badge late">${F.overdueShort}</span>`:y}
      ${t.people>1?g`<span class="badge">${F.peopleShort(E(t.people))}</span>`:y}</span>
    <span class="preview">${t.description}</span>
    <span class="soft">${[t.agency_name,t.place_fa].filter(Boolean).join(` · `)}</span>
    <span class="soft">${[t.status_fa,t.is_overdue?``:t.time_left_fa].filter(Boolean).join(` · `)}</span>
  </a></li>`}(e,t))}</ul>`}(e,t)}
    ${e.hasMore?g`<button class="wide" @click=${()=>{e.more()}}>${F.more}</button>`:y}
  `}(e,n,i)}
  `;var o}(e,t)}</nav>
    ${n?g`<section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      ${Fn(e,n)}
    </section>`:y}
  </main>`}(this.#t,!this.#e.may(`see_queue`)):e===`phone`?(t=this.#n,n=this.#t.terms,g`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!t.notice}>${t.notice}</p>
    ${t.receipt?function(e,t){return g`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${X.filed}</h2>
    <p>${X.readAloud}</p>
    ${fi(X.code,t.code_groups)}
    ${fi(X.pin,t.pin_groups)}
    <p class="soft">${X.pinHint}</p>
    <p>${X.due(t.agency_name,t.due_at_fa)}</p>
    ${t.line_128_fa?g`<p>${t.line_128_fa}</p>`:y}
    ${t.is_sms_on_its_way?g`<p>${X.smsSent}</p>`:y}
    <div class="buttons">
      <button class="main" id="next-call" @click=${()=>function(e){e.next(),z(`#heard`)}(e)}>${X.next}</button>
      <button @click=${()=>print()}>${X.print}</button>
      <a class="button" href=${L(`cases`,t.tracking_code)}>${X.see}</a>
    </div>
  </section>`}(t,t.receipt):g`<h2>${X.title}</h2>
      ${function(e,t){let{faults:n,mobile:r,typed:i}=e;return g`<form role="search" class="caller" aria-label=${X.callerSearch} novalidate @submit=${t=>function(e,t){e.preventDefault(),t.typed.trim()&&t.find()}(t,e)}>
    <div class="caller-row"><label for="caller-number">${X.callerNumber}</label>
      <input id="caller-number" type="tel" inputmode="tel" dir="ltr" maxlength="32" autocomplete="off" .value=${i} aria-invalid=${!!n.of(`mobile`)}
        aria-describedby=${q(n,`mobile`)} @input=${t=>e.type(t.target.value)}>
      <button>${X.callerFind}</button></div>
    ${K(n,`mobile`)}
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <div role="status">${r?function({cases:e}){return e.length?g`<p>${e.length===20?X.callerMany(E(20)):X.callerFound(E(e.length))}</p>
    <ul class="caller-cases">${e.map(e=>g`<li><a class="entry" href=${L(`cases`,e.tracking_code)}>
      <span class="entry-top"><b class="code" dir="ltr">${e.tracking_code}</b>${e.is_overdue?g`<span class="badge late">${X.callerLate}</span>`:g`<span class="soft">${e.time_left_fa??``}</span>`}</span>
      <span class="preview">${e.description}</span>
      <span class="soft">${[e.kind_fa,e.agency_name,e.status_fa,e.created_at_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>`:g`<p class="soft">${X.callerNone}</p>`}(e):y}</div>
    ${r&&t?g`<p><button type="button" class="small" @click=${()=>t(r)}>${X.takeNumber}</button></p>`:y}
  </form>`}(t.calls,t.form.identity===`anonymous`?void 0:e=>t.set(`mobile`,e))}${function(e,t){return g`<form novalidate @submit=${t=>async function(e,t){e.preventDefault(),await t.file()&&z(`#receipt`)}(t,e)} @keydown=${An}>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${X.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${e.form.text?`auto`:`rtl`} aria-describedby="heard-hint" .value=${e.form.text}
          @input=${t=>e.set(`text`,t.target.value)}></textarea>
        <p class="soft" id="heard-hint">${X.heardHint}</p>
        ${function({heard:e}){if(!e?.line)return y;let[t,{title:n}]=[w(e.line.number),e.line];return g`<p class="line ${e.is_emergency?`urgent`:``}" role="alert">
    ${e.is_emergency?X.emergency(t,n):X.otherLine(t,n)}</p>`}(e)}
        ${function(e){let{questions:t}=e,n=!t.some(e=>e!==`consent`);return g`<div class="to-ask" role="status">
    ${e.isReading?g`<p class="soft">${X.reading}</p>`:y}
    ${e.heard&&!e.heard.is_understood?g`<p>${X.notUnderstood}</p>`:y}
    ${n&&t.length?g`<p>${X.allKnown}</p>`:t.length?g`<p><b>${X.toAsk}</b></p><ul>${t.map(e=>g`<li>${X.questions[e]}</li>`)}</ul>`:y}
  </div>`}(e)}
        <fieldset class="fields"><legend>${X.matter}</legend>${function(e,t){let{form:n}=e,r=(t?.provinces??[]).map(({name:e})=>({id:e,title:e})),i=t?.provinces.find(({name:e})=>e===n.province)?.cities??[];return g`
    ${mi(e,`kind`,X.kind,t?.kinds??[])}
    ${mi(e,`agency_id`,X.agency,[{id:``,title:X.chooseAgency},{id:`-`,title:X.agencyUnknown},...t?.agencies??[]])}
    ${n.kind===`praise`?y:mi(e,`indicator`,X.indicator,[{id:``,title:X.noIndicator},...t?.indicators??[]])}
    ${mi(e,`province`,X.province,[{id:``,title:X.noProvince},...r])}
    <label class=${e.filled.has(`city`)?`filled`:``}>${X.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${n.city} ?disabled=${!n.province}
        @input=${t=>e.set(`city`,t.target.value)}></label>
    <datalist id="cities">${i.map(e=>g`<option value=${e}></option>`)}</datalist>
    ${pi.some(t=>e.filled.has(t))?g`<p class="soft wide filled-hint">${X.filledIn}</p>`:y}
  `}(e,t)}</fieldset>
        ${function(e){let t=e.heard?.service;return t?e.form.service_id===t.id?g`<p class="guess">${X.service}: <b>${t.title}</b>
      <button type="button" class="small" @click=${()=>e.set(`service_id`,``)}>${X.drop}</button></p>`:g`<p class="guess">${X.guess(t.title,t.agency.title)}
    <button type="button" class="small" @click=${()=>e.takeGuess()}>${X.takeGuess}</button></p>`:y}(e)}
        ${function(e){let{cases:t,outages:n}=e.heard?.similar??{cases:[],outages:[]};if(!t.length&&!n.length)return y;let r=[...n.map(e=>[e.offer,X.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??X.endUnknown,e.source)]),...t.map(e=>[e.offer,X.caseIs(e.indicator_fa,E(e.people),e.since_fa,e.status_fa)])];return g`<fieldset class="similar"><legend>${X.similar}</legend>
    ${[...r,[``,X.alone]].map(([t,n])=>g`<label class="check"><input type="radio" name="follow" .checked=${e.form.follow===t}
      @change=${()=>e.set(`follow`,t)}>${n}</label>`)}
  </fieldset>`}(e)}
      </div>
      <div class="phone-side">${function(e,t){let{form:n}=e,r=n.identity!==`anonymous`;return g`
    <fieldset class="fields"><legend>${X.caller}</legend>
      ${ui(e,`relation`,X.relation,Object.entries(X.relations))}
      ${n.relation===`self`?y:di(e,`caller_name`,X.callerName,{maxlength:100})}
      ${ui(e,`identity`,X.identity,(t?.identities??[]).map(({id:e,title:t})=>[e,t]))}
      ${r?g`${di(e,`name`,X.name,{maxlength:100})}
            ${di(e,`mobile`,X.mobile,{maxlength:20,isNumber:!0,hint:X.mobileHint})}
            ${di(e,`national_id`,X.nationalId,{maxlength:14,isNumber:!0})}
            ${n.mobile&&t?.sends_sms?function(e){return g`<label class="check wide"><input type="checkbox" id="phone-sms" .checked=${e.form.sms}
    @change=${t=>e.set(`sms`,t.target.checked)}>${X.sms}</label>`}(e):y}`:y}
      ${li.some(t=>e.filled.has(t))&&r?g`<p class="soft wide filled-hint">${X.filledIn}</p>`:y}
    </fieldset>`}(e,t)} ${function(e){let{form:t,summary:n,isReadable:r,isAgreed:i}=e;return g`<fieldset class="fields consent"><legend>${X.summary}</legend>
    <blockquote class="wide" dir="auto">${r?n:X.summaryLater}</blockquote>
    <div class="wide" role="status">${e.hasLapsed?g`<p class="lapsed">${X.lapsed}</p>`:y}</div>
    <fieldset class="wide" ?disabled=${!r} aria-describedby=${r?y:`consent-later`}><legend>${X.consent}</legend>
      ${Object.entries(X.consents).map(([n,r])=>g`<label class="check"><input type="radio" name="consent" value=${n}
        .checked=${i&&t.consent===n} @change=${()=>e.agree(n)}>${r}</label>`)}
    </fieldset>
    ${r?y:g`<p class="soft wide" id="consent-later">${X.consentLater}</p>`}
    ${i?g`<label class="wide">${t.consent===`document`?X.document:X.statement}
          <input id="phone-statement" maxlength="500" dir="auto" autocomplete="off" .value=${t.statement}
            @input=${t=>e.set(`statement`,t.target.value)}></label>`:y}
  </fieldset>`}(e)} ${function(e){let{needs:t}=e;return g`<div class="phone-end">
    ${e.isTried&&t.length?g`<div class="notice" role="alert"><p>${X.missing}</p><ul>${t.map(e=>g`<li>${X.needs[e]}</li>`)}</ul></div>`:y}
    <button class="main wide" ?disabled=${e.isFiling}>${e.isFiling?X.filing:X.file}</button>
  </div>`}(e)}</div>
    </div>
  </form>`}(t,n)}`}
  </main>`):e===`upkeep`?(c=this.#r,g`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!c.notice}>${c.notice}</p>
    <p class="done" role="status" ?hidden=${!c.done}>${c.done}</p>
    ${c.dead?function(e,{kinds:t,jobs:n,dropped:r}){return g`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title" tabindex="-1">${$.dead}</h2>
    ${n.length?g`<p class="soft">${$.deadHint}</p>`:g`<p class="soft">${$.noDead}</p>`}
    <div class="chips">${t.map(({kind:t,kind_fa:n,count:r})=>g`<button @click=${()=>{e.retryKind(t)}}>${$.retryKind(n,E(r))}</button>`)}</div>
    ${n.length?g`<div class="scroll" tabindex="0" role="region" aria-label=${$.table}><table class="stacked">
          <thead><tr><th scope="col">${$.job}</th><th scope="col">${$.caseIs}</th><th scope="col">${$.attempts}</th><th scope="col">${$.died}</th><th scope="col">${$.error}</th><td></td></tr></thead>
          <tbody>${n.map(t=>g`<tr>
            <th scope="row">${t.kind_fa}</th>
            ${t.tracking_code?g`<td data-label=${$.caseIs}><a href=${L(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a></td>`:g`<td></td>`}
            <td data-label=${$.attempts}>${E(t.attempts)}</td><td data-label=${$.died}>${t.died_at_fa}</td><td class="error" data-label=${$.error}>${t.reason_fa}
              ${t.last_error&&t.last_error!==t.reason_fa?g`<details><summary>${$.details}</summary><bdi>${t.last_error}</bdi></details>`:y}</td>
            <td><p class="buttons"><button class="small" aria-label=${$.retryOf(E(t.id))} @click=${()=>{e.retry(t.id)}}>${$.retry}</button>
              <button class="small" aria-label=${$.dropOf(E(t.id))} @click=${()=>e.ask({what:`jobs`,id:t.id})}>${$.drop}</button></p></td></tr>`)}</tbody>
        </table></div>`:y}
    ${e.ending?.what===`jobs`?Ki(e,$.dropWhy,$.dropNow,$.dropHint):y}
    ${function(e){return e.length?g`<details><summary>${$.dropped}</summary>
    <ul class="closures">${e.map(e=>g`<li><p><b>${e.kind_fa}</b> <span class="soft">${e.dropped_at_fa}</span></p><p>${e.reason}</p></li>`)}</ul></details>`:y}(r)}
  </section>`}(c,c.dead):y}
    ${c.dead?.sms?(l=c.dead.sms,g`<section class="panel" aria-labelledby="sms-title">
    <h2 id="sms-title">${$.sms} <span class="soft"><bdi>${l.provider_fa}</bdi></span></h2>
    ${l.trouble_fa?g`<p class="notice"><bdi>${l.trouble_fa}</bdi>${l.trouble_since_fa?g` · ${$.since} ${l.trouble_since_fa}`:y}</p>`:y}
    ${l.credit_fa?g`<p class=${l.is_credit_low?`notice`:``}>${$.credit}: <bdi>${l.credit_fa}</bdi>${l.is_credit_low?g` · ${$.creditLow}`:y}</p>`:y}
    <p>${$.week}: ${$.delivered(E(l.delivered))}، ${$.undelivered(E(l.undelivered))}، ${$.open(E(l.open))}</p>
  </section>`):y}
    ${c.closures?function(e,t){return g`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title" tabindex="-1">${$.closures}</h2>
    <p class="soft">${t.length?$.closuresHint:$.noClosures}</p>
    ${t.length?g`<ul class="closures">${t.map(t=>g`<li>
          <p><b>${t.province}</b> · ${t.reason_fa} ${t.is_over?g`<span class="badge">${$.over}</span>`:y}</p>
          <p>${$.begins} ${t.begins_fa} ${$.ends} ${t.ends_fa}</p><p class="soft"><bdi>${t.source}</bdi></p>
          <button class="small" aria-label=${$.endOf(t.province)} @click=${()=>e.ask({what:`closures`,id:t.id})}>${$.end}</button></li>`)}</ul>`:y}
    ${e.ending?.what===`closures`?Ki(e,$.endWhy,$.endNow,``):y}
    ${function(e){let{faults:t}=e,n=e=>!!t.of(e);return g`<form class="fields closing" novalidate aria-label=${$.add} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=Object.fromEntries([...new FormData(n)].map(([e,t])=>[e,C(`${t}`).trim()]));await t.close(r)&&n.reset()}(t,e)}>
    <div><label>${$.province}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${$.everywhere}
      aria-invalid=${n(`province`)} aria-describedby=${q(t,`province`)}></label>${K(t,`province`)}</div>
    <datalist id="closure-provinces"><option value=${$.everywhere}></option>${e.provinces.map(e=>g`<option value=${e}></option>`)}</datalist>
    <label>${$.reason}<select name="reason">${Object.entries($.reasons).map(([e,t])=>g`<option value=${e}>${t}</option>`)}</select></label>
    ${J(t,`begins`,{title:$.begins,hint:Gi,isRequired:!0,withTime:!0})}
    ${J(t,`ends`,{title:$.ends,hint:Gi,isRequired:!0,withTime:!0})}
    ${kr(Gi,!0,$.wholeDay)}
    <div class="wide"><label>${$.source}<input name="source" required maxlength="500" autocomplete="off" aria-invalid=${n(`source`)}
      aria-describedby=${q(t,`source`)}></label>${K(t,`source`)}</div>
    <button class="main">${$.add}</button>
  </form>`}(e)}
    ${n=e.withdrawn,n.length?g`<details><summary>${$.withdrawn}</summary>
    <ul class="closures">${n.map(e=>g`<li><p><b>${e.province}</b> · ${e.reason_fa}</p>
      <p>${$.begins} ${e.begins_fa} ${$.ends} ${e.ends_fa}</p>
      <p class="soft">${$.withdrawnAt(e.withdrawn_at_fa)}${e.withdrawn_reason?g` · ${e.withdrawn_reason}`:y}</p></li>`)}</ul></details>`:y}
  </section>`;var n}(c,c.closures):y}
  </main>`):e===`outages`?(s=this.#i,g`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!s.notice}>${s.notice}</p>
    <p class="done" role="status" ?hidden=${!s.done}>${s.done}</p>
    ${function(e){let{suspected:t}=e;return g`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${Y.suspected}</h2>
    <p class="soft">${t.length?Y.suspectedHint:Y.noneSuspected}</p>
    ${t.length?g`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `);return g`<li class="suspicion">
    <p><b>${t.agency_name}</b> · ${n}</p>
    <p>${Y.people(E(t.people),E(t.from_cases))} · ${Y.since} ${t.since_fa} · ${Y.last}: ${t.last_fa}</p>
    <p>${Y.rates($r(t.usual_per_hour),$r(t.observed_per_hour))}</p>
    ${Qr(Y.services,t.services)}${Qr(Y.provinces,t.provinces)}
    <p class="soft">${Y.score($r(t.score),$r(t.threshold))}</p>
    <p class="row"><button class="small" aria-label=${Y.lookOf(t.agency_name)} @click=${()=>function(e,t){e.look(t),z(`[name=source]`)}(e,t)}>${Y.look}</button>
      <button class="small" aria-label=${Y.dismissOf(t.agency_name)} aria-expanded=${e.dismissed===t.id}
        @click=${()=>function(e,t){e.askWhy(e.dismissed===t?void 0:t),e.dismissed&&z(`[name=reason]`)}(e,t.id)}>${Y.dismiss}</button></p>
    ${e.dismissed===t.id?function(e,t){return g`<form class="fields" aria-label=${Y.dismissOf(t.agency_name)} @submit=${n=>function(e,t,n){e.preventDefault();let r=new FormData(e.target);t.dismiss(n,`${r.get(`reason`)}`.trim(),Number(r.get(`hours`)))}(n,e,t.id)}>
    <label class="wide">${Y.why}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${Y.quiet}<select name="hours">${Zr.map(e=>g`<option value=${e} .selected=${e===6}>${Y.hours(E(e))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${Y.dismissIt}</button>
      <button type="button" @click=${()=>e.askWhy(void 0)}>${Y.cancel}</button></p>
  </form>`}(e,t):y}</li>`}(e,t))}</ul>`:y}
  </section>`}(s)}
    ${s.outages?function(e,t){return g`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${Y.outages}</h2>
    <p class="soft">${t.length?Y.outagesHint:Y.none}</p>
    ${t.length?g`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `),r=[t.people_counted?Y.counted(E(t.people_counted)):``,t.followers>1?Y.followers(E(t.followers)):``,t.asked?`${Y.asked}: ${t.asked}`:``].filter(Boolean);return g`<li>
    <p><b>${t.agency_name}</b> · ${n} <span class="badge">${t.is_told?Y.isTold:Y.isNotTold}</span></p>
    <p>${Y.since} ${t.since_fa}${t.expected_end_fa?g` · ${Y.until}: ${t.expected_end_fa}`:y}</p>
    ${r.length?g`<p>${r.join(` · `)}</p>`:y}
    <p class="soft"><bdi>${t.source}</bdi></p>
    <p class="row">${t.alone>1||t.alone&&t.followers?g`<button class="small" aria-label=${Y.mergeOf(t.agency_name,E(t.alone))} @click=${()=>{e.merge(t.id)}}>${Y.merge(E(t.alone))}</button>`:y}
      <button class="small" aria-label=${Y.endOf(t.agency_name)} @click=${()=>{e.end(t.id)}}>${Y.end}</button></p></li>`}(e,t))}</ul>`:y}
    ${function(e){let t=e.terms(),{faults:n,looked:r}=e,i=e=>!!n.of(e);return g`<form class="fields" aria-label=${Y.add} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=r.has(`merges`);r.delete(`merges`);let a=[...r].map(([e,t])=>[e,C(`${t}`).trim()]),o=Object.fromEntries(a.filter(([,e])=>e));await t.add({...o,merges:i})&&n.reset()}(t,e)}>
    <div><label>${Y.agency}<select name="agency_id" required aria-invalid=${i(`agency_id`)} aria-describedby=${q(n,`agency_id`)} @change=${t=>e.choose(t.target.value)}>
      <option value="" .selected=${!e.agency}>${Y.chooseAgency}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>g`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>${K(n,`agency_id`)}</div>
    <label>${Y.indicator}<select name="indicator">
      <option value="system_down" .selected=${r?.indicator!==`phone_ivr`}>${Y.systems}</option>
      <option value="phone_ivr" .selected=${r?.indicator===`phone_ivr`}>${Y.phone}</option></select></label>
    <div><label>${Y.province}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${r?.province??``}
      aria-invalid=${i(`province`)} aria-describedby=${q(n,`province`)}></label>${K(n,`province`)}</div>
    <datalist id="outage-provinces">${(t?.provinces??[]).map(({name:e})=>g`<option value=${e}></option>`)}</datalist>
    ${J(n,`began`,{title:Y.began,hint:Xr,isRequired:!0,withTime:!0,value:r?.began})}
    ${J(n,`expected_end`,{title:Y.expectedEnd,hint:Xr,withTime:!0})}
    ${kr(Xr,!0,Y.withoutEnd)}
    <label class="wide">${Y.source}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${Y.askedOf}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${r?.service_id?g`<label class="check wide"><input type="checkbox" name="service_id" value=${r.service_id} checked>${Y.onlyService(r.service_title??``)}</label>`:y}
    <label class="check wide"><input type="checkbox" name="merges" checked>${Y.merges}</label>
    <button class="main">${Y.add}</button>
  </form>`}(e)}
  </section>`}(s,s.outages):y}
  </main>`):e===`themes`?Ir(this.#a):e===`periods`?function(e){let{page:t}=e;return g`<main class="room cases periods" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`دوره‌ها`}><h2>${`دوره‌ها و کارنامه`}</h2><p class="soft">${`رقم‌های هر ماه و هر فصل ده روز پس از پایان آن بسته می‌شود. دستگاه ده روز برای اعتراض وقت دارد؛ پس از آن رقم‌ها قطعی می‌شود.`}</p>
      ${e.periods?.length===0?g`<p class="empty">${`هنوز رقم‌های هیچ دوره‌ای بسته نشده است.`}</p>`:y}
      ${(e.periods??[]).map(e=>function(e,t){return g`<a class="entry" href=${L(`periods`,e.period)} data-period=${e.period} aria-current=${e.period===t?`true`:`false`}>
    <span class="entry-top"><b>${e.title_fa}</b>${e.undecided?g`<span class="badge late">${n=E(e.undecided),`${n} اعتراض بی‌پاسخ`}</span>`:y}</span>
    <span class="soft">${e.state_fa}</span></a>`;var n}(e,t?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`provisional`;return g`<p><a class="back" href=${L(`periods`)}>${`بازگشت به دوره‌ها`}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${t.title_fa}</h2><span class="state">${t.state_fa}</span></header>
    <div><p>${t.state===`open`?(i=t.as_of_fa,`رقم‌های این دوره در ${i} بسته می‌شود.`):n?(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود، مگر با پذیرفتن اعتراض.`)(t.as_of_fa):(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود.`)(t.as_of_fa)}</p>
      ${n&&t.objection_until_fa?g`<p>${(e=>`دستگاه‌ها تا ${e} می‌توانند اعتراض کنند.`)(t.objection_until_fa)}</p>`:y}
      ${t.left_out?g`<p>${r=E(t.left_out),`${r} پرونده با پذیرفتن اعتراض از رقم‌های قطعی کنار می‌رود.`}</p>`:y}</div>
    ${e.figures?function(e,t){return g`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${`کارنامه`}${t.agency_name?g` <span class="soft">${t.agency_name}</span>`:y}</h3>
      ${t.agencies.length?g`<label class="scope"><span class="unseen">${`دستگاه`}</span><select @change=${t=>function(e,t){let n=t.target.value;location.hash=`${L(`periods`,e)}${n?`?agency_id=${encodeURIComponent(n)}`:``}`}(e.period,t)}>
        <option value="" .selected=${!t.agency_id}>${`دستگاه را برگزینید`}</option>
        ${t.agencies.map(({id:e,title:n})=>g`<option value=${e} .selected=${e===t.agency_id}>${n}</option>`)}</select></label>`:y}</header>
    ${t.figures.length?g`${r=t.figures,g`<table class="stacked"><thead><tr><th scope="col">${`رقم`}</th><th scope="col">${zn}</th><th scope="col">${Bn}</th>
      <th scope="col">${Vn}</th><th scope="col">${Hn}</th></tr></thead>
    <tbody>${r.map(e=>{return g`<tr><th scope="row">${e.name_fa}<span class="soft">${t=e.of_fa,`میان ${t}`}</span></th>
      ${e.value_fa?g`<td data-label=${zn}><b>${e.value_fa}</b> <span class="soft">${e.between_fa}</span></td><td data-label=${Bn}>${e.expected_fa??`—`}</td>
          <td data-label=${Vn}>${function(e){if(e===`too_few`)return y;let t={better:_`<path d="M0-7 7 6H-7Z"></path>`,worse:_`<path d="M0 7 7-6H-7Z"></path>`,as_expected:_`<circle r="5"></circle>`}[e];return g`<svg class=${`sign ${e}`} viewBox="-8 -8 16 16" aria-hidden="true">${t}</svg>`}(e.band)} ${e.band_fa}</td><td data-label=${Hn}>${E(e.n??0)}</td>`:g`<td class="soft" colspan="3">${`برای داوری کم است`}</td><td data-label=${Hn} class="soft">${e.n===void 0?`کمتر از ۱۰`:E(e.n)}</td>`}</tr>`;var t})}</tbody></table>`}
        <p class=${t.may_pay?``:`soft`}>${t.may_pay?`نظرها برای پرداخت بر پایهٔ عملکرد بس است (دست‌کم ۱۰۰ نظر).`:`نظرها کمتر از ۱۰۰ است و پایهٔ پرداخت نمی‌شود.`}</p>
        <p class="soft">${`«مورد انتظار» رقمی است که همهٔ دستگاه‌ها در همین دوره با همین نوع کارها دارند. بازه می‌گوید رقم واقعی با اطمینان ۹۵٪ کجاست؛ هرچه نفر کمتر، بازه بازتر.`} <a href="/scoreboard/method">${`روش محاسبه`}</a>، ${n=w(t.method_version),`نسخهٔ ${n}`}.</p>`:g`<p class="soft">${`برای دیدن رقم‌ها دستگاهی را برگزینید.`}</p>`}
  </section>`;var n,r}(t,e.figures):y}
    ${function(e,t){let n=t?e.filter(({agency_id:e})=>e===t):e.filter(({is_flagged:e})=>e);return g`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${`گفتهٔ شهروندان در تماس قرعه`}</h3><p class="soft">${`هر روز چند پرونده به قرعه برگزیده می‌شود و از خود شهروند می‌پرسیم که مشکل حل شد یا نه.`}</p>
    ${n.map(e=>pr(e,t===void 0))}
    ${n.length?y:g`<p>${t?`در این دوره هنوز کسی به قرعه برگزیده نشده است.`:Un}</p>`}</section>`}(e.gaps,e.figures?.agency_id)}
    ${function(e){return g`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${`نشانه‌ها`}</h3><p class="soft">${`این‌ها در کار دستگاه بیشتر از دستگاه‌های دیگر دیده شده و بهتر است کسی نگاهی به آن بیندازد. نشانه اتهام نیست: هیچ رقمی را عوض نمی‌کند و از دلیل هم چیزی نمی‌گوید.`}</p>
    ${e.signalsNotice?function(e){return g`<div class="notice row" role="alert"><span>${`نشانه‌ها خوانده نشد.`} ${e.signalsNotice}</span>
    <button class="small" @click=${()=>{e.readSignals()}}>${`دوباره بخوان`}</button></div>`}(e):e.signals?function(e,{flags:t,objection_until_fa:n}){let r=e.figures?.agency_id,i=r?t.filter(({agency_id:e})=>e===r):t,a=e.mayObject;return i.length?g`${[...ur(i).values()].map(t=>function({page:e,figures:t},n,r){let[{agency_id:i,agency_name:a}]=n,o=`${L(`periods`,e?.period)}?agency_id=${encodeURIComponent(i)}`;return g`<div class="gap" data-agency=${i}>${r?g`<p class="row">${t?g`<a href=${o}><b>${a}</b></a>`:g`<b>${a}</b>`} <span class="badge settled">${s=E(n.length),`${s} نشانه`}</span></p>`:y}
    <ul>${n.map(dr)}</ul></div>`;var s}(e,t,r===void 0&&!a))}
    <p class="soft">${n?g`${a?(e=>`اگر دلیل دیگری می‌دانید، تا ${e} در «اعتراض‌ها» بنویسید.`)(n):(e=>`دستگاه تا ${e} می‌تواند توضیح بدهد یا اعتراض کند.`)(n)} `:y}${a?`این نشانه‌ها را همکاران شما در این دستگاه و سرپرست، بازرس، ویراستار و ناظر سامانه می‌بینند. دستگاه‌های دیگر نمی‌بینند و در تابلوی همگانی هم نمی‌آید.`:`سرپرست، بازرس، ویراستار و ناظر نشانه‌های همهٔ دستگاه‌ها را می‌بینند و کارشناس هر دستگاه فقط نشانه‌های دستگاه خودش را. در تابلوی همگانی نمی‌آید.`}</p>`:g`<p>${a?`در این دوره نشانه‌ای از دستگاه شما دیده نشد.`:r?`در این دوره نشانه‌ای از این دستگاه دیده نشد.`:`در این دوره نشانه‌ای دیده نشد.`}</p><p class="soft">${`نشانه وقتی پیدا می‌شود که دست‌کم ۱۱ دستگاه و در دستگاه دست‌کم ۱۰ نفر برای سنجیدن باشد.`}</p>`}(e,e.signals):g`<p class="soft" role="status">${`در حال خواندن نشانه‌ها…`}</p>`}</section>`}(e)}
    ${t.state===`open`?y:function(e,t){return g`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${`اعتراض‌ها`}</h3>
    ${t.objections.length?g`<ul class="closures">${t.objections.map(t=>function(e,t){let n=!t.decision&&e.page?.state===`provisional`;return g`<li data-objection=${t.number}>
    <p><b>${t.agency_name}</b> · ${t.cases?(e=>`به ${e} پرونده`)(E(t.cases)):`به همهٔ رقم‌ها`} · <time>${t.at_fa}</time>
      <span class=${t.decision?`badge settled`:`badge`}>${t.decision_fa??`در انتظار تصمیم`}</span></p>
    <p class="words" dir="auto">${t.words}</p>
    ${t.codes.length?g`<p class="soft">${t.codes.map(e=>g`<a class="code" dir="ltr" href=${L(`cases`,e)}>${e}</a> `)}</p>`:y}
    ${t.decision_words?g`<p class="words" dir="auto"><span class="soft">${Gn}:</span> ${t.decision_words}</p>`:y}
    ${n&&e.mayObject?g`<p class="row"><button class="small" @click=${()=>{e.takeBack(t.number)}}>${`پس گرفتن اعتراض`}</button></p>`:y}
    ${n&&e.mayDecide?function(e,t){return e.asked===t.number?g`<form class="fields" aria-label=${Wn} @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`words`)??``}`.trim(),i=e.submitter?.value;i&&t.decide(n,i===`true`,r)}(n,e,t.number)}>
    <p class="soft wide" id="decide-hint">${`دستگاه این متن را می‌خواند. پذیرفتن، پرونده‌های نام‌برده را از رقم‌های قطعی کنار می‌گذارد.`}</p>
    <label class="wide">${Gn}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${`می‌پذیرم`}</button><button name="is_upheld" value="false">${`نمی‌پذیرم`}</button></p></form>`:g`<p class="row"><button class="small" @click=${()=>function(e,t){e.ask(t),z(`.periods form [name=words]`)}(e,t.number)}>${Wn}</button></p>`}(e,t):y}</li>`}(e,t))}</ul>`:g`<p class="soft">${`اعتراضی ثبت نشده است.`}</p>`}
    ${t.may_object&&e.mayObject?function(e){return g`<form class="fields" aria-label=${`ثبت اعتراض`} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=C(`${r.get(`codes`)??``}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);await t.objectTo(`${r.get(`words`)??``}`.trim(),i)&&n.reset()}(t,e)}>
    <p class="soft wide" id="object-hint">${`بنویسید کدام رقم نادرست است و چرا. اگر اعتراض پذیرفته شود، پرونده‌هایی که نام می‌برید در رقم‌های قطعی شمرده نمی‌شود. نام و شمارهٔ کسی را ننویسید.`}</p>
    <label class="wide">${`دلیل اعتراض`}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${`کد پرونده‌ها (اگر اعتراض به همهٔ رقم‌ها نیست)`}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${`کدها را با فاصله یا در خط‌های جدا بنویسید.`}</p>
    <button class="main">${`ثبت اعتراض`}</button></form>`}(e):y}</section>`}(e,t)}
    ${e.mayExport&&t.state!==`open`?function({period:e},t){let n=t=>`/api/v1/desk/periods/${e}/export.${t}`,r=Kn;return g`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${`فایل امضاشده`}</h3><p class="soft">${`همین رقم‌ها برای همهٔ دستگاه‌ها، با امضای سامانه. ذخیره کردن آن در دفتر میز ثبت می‌شود.`}</p>
    <p class="buttons"><a class="button" href=${n(`zip`)} download>${`همه با امضا (ZIP)`}</a><a class="button" href=${n(`csv`)} download>${`جدول (CSV)`}</a>
      <a class="button" href=${n(`json`)} download>${`داده (JSON)`}</a></p>
    <details><summary>${`چگونه درستی فایل را بسنجیم؟`}</summary><ol class="verify">
      <li>${r.program} <a href="/api/v1/desk/periods/verify_export.py" download>${`برنامهٔ سنجش (verify_export.py)`}</a></li>
      <li>${r.key} <a href="/api/v1/ledger/roots">${`کلید عمومی و ریشه‌ها`}</a></li>
      <li>${r.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${e}.zip --key KEY</pre></li></ol>
      ${t?.root_hash?g`<p class="soft">${i=t.root_day_fa??``,`رقم‌ها بر ریشهٔ دفتر در روز ${i} استوار است:`} <code class="code hash" dir="ltr">${t.root_hash}</code></p>`:y}</details></section>`;var i}(t,e.figures):y}
    <details class="panel" ?hidden=${!t.entries.length}><summary>${`روند دوره`}</summary>
      <ol class="timeline">${t.entries.map(e=>g`<li class="step"><p><b>${e.title_fa}</b></p><p class="soft"><time>${e.at_fa}</time></p></li>`)}</ol></details>`;var r,i}(e,t):e.notice?y:g`<p class="empty">${`یک دوره را برگزینید.`}</p>`}
    </section>
  </main>`}(this.#o):e===`calls`?function(e,t){let{call:n,progress:r}=e;return g`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${H.title}</h2>${r?function({said:e,declined:t,not_reached:n,waiting:r}){let i=[[H.said,e],[H.declined,t],[H.notReached,n],[H.waiting,r]];return g`<dl class="counts" aria-label=${H.progress}>${i.map(([e,t])=>g`<div><dt>${e}</dt><dd>${E(t)}</dd></div>`)}</dl>`}(r):y}</header>
      <p class="soft">${H.hint}</p></section>
    ${n?function(e,t){let{page:n}=e;return g`<section class="panel call" aria-labelledby="call-title" data-code=${t.tracking_code}>
    <h2 id="call-title" tabindex="-1">${H.call} <a class="code" dir="ltr" href=${L(`cases`,t.tracking_code)}>${t.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${function({page:e},t){return[[H.agency,t.agency_name],...e?[[H.kind,e.kind_fa],[H.filed,e.created_at_fa]]:[],[H.drawn,t.drawn_fa],[H.until,t.until_fa],[H.tries,t.tries?H.times(E(t.tries)):H.never]]}(e,t).map(([e,t])=>g`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${n?g`<div><h3>${H.matter}</h3><p class="words" dir="auto">${n.description}</p></div>${function(e,t){return e.number?g`<div><h3>${H.number}</h3><p class="number"><a href=${`tel:${e.number}`} dir="ltr">${w(e.number)}</a></p></div>`:e.mobile?g`<form class="why" aria-label=${H.number} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`reason`)??``}`.trim();n&&t.reveal(n).then(e=>e?z(`.number a`):void 0)}(t,e)}>
    <p class="soft" id="number-hint">${H.hidden}</p>
    <label>${H.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${H.reason(t.agency_name).slice(0,200)}></textarea></label>
    <div class="buttons"><button class="main">${H.show}</button></div></form>`:g`<p class="soft">${H.noNumber}</p>`}(e,t)}`:y}
      </div><div class="call-part">
        <div><h3>${H.script}</h3><ol class="script">${H.steps.map(e=>g`<li>${e}</li>`)}</ol><p class="soft">${H.rules}</p></div>
        ${n?function(e){return g`<form class="outcome" aria-label=${H.outcome} @submit=${t=>function(e,t){e.preventDefault();let n=e.target,r=new FormData(n).get(`outcome`);r&&hr(t.note(r),n)}(t,e)}>
    <fieldset aria-describedby="once-hint"><legend>${H.outcome}</legend>
      ${Object.entries(H.outcomes).map(([e,t])=>g`<label class="check"><input type="radio" name="outcome" value=${e} required>${t}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${H.onceHint}</p>
    <div class="buttons"><button class="main">${H.keep}</button><button type="button" @click=${t=>{hr(e.postpone(),t.target.form)}}>${H.later}</button></div></form>`}(e):y}
      </div></div>
  </section>`}(e,n):e.calls?g`<p class="empty">${H.empty}</p>`:e.notice?y:g`<p class="soft" role="status">${H.loading}</p>`}
    ${t&&r?function({gaps:e},{month_fa:t}){let n=e.filter(({is_flagged:e})=>e);return g`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${H.gaps(t)}</h3><p class="soft">${H.gapsHint}</p>
    ${n.length?n.map(e=>pr(e,!0)):g`<p>${Un}</p>`}</section>`}(e,r):y}
  </main>`}(this.#s,this.#e.may(`see_insight`)):e===`record`?(a=this.#c,o=this.#e.may(`read_cases`),g`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!a.notice}>${a.notice}</p>
    <p class="done" role="status" ?hidden=${!a.done}>${a.done}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${Z.title}</h2>
      <p class="soft">${Z.hint}</p>
      ${a.terms?function(e,{people:t,actions:n}){return g`<form class="fields" aria-labelledby="record-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o,s]=[`account_id`,`action`,`since`,`until`,`tracking_code`].map(e=>C(`${n.get(e)??``}`).trim()),c={account_id:r,action:i,since:a,until:o,tracking_code:s};e.submitter?.name===`save`?t.save(c):t.show(c)}(t,e)}>
    <label>${Z.person}<select name="account_id"><option value="">${Z.everybody}</option>
      ${t.map(({id:e,title:t})=>g`<option value=${e}>${t}</option>`)}</select></label>
    <label>${Z.action}<select name="action"><option value="">${Z.anything}</option>
      ${n.map(({id:e,title:t})=>g`<option value=${e}>${t}</option>`)}</select></label>
    ${J(e.faults,`since`,{title:Z.since,hint:vi})}${J(e.faults,`until`,{title:Z.until,hint:vi})}
    ${kr(vi,!1,Z.bothDays)}
    <div><label>${Z.code}<input name="tracking_code" dir="ltr" maxlength="32" autocomplete="off" autocapitalize="characters" spellcheck="false"
      aria-invalid=${!!e.faults.of(`tracking_code`)} aria-describedby=${q(e.faults,`tracking_code`)}></label>${K(e.faults,`tracking_code`)}</div>
    <p class="buttons wide"><button class="main">${Z.show}</button><button name="save" value="save">${Z.save}</button></p>
  </form>`}(a,a.terms):y}
      ${a.entries?function(e,t,n){return t.length?g`<div class="scroll" tabindex="0" role="region" aria-label=${Z.table}><table>
      <thead><tr><th scope="col">${Z.when}</th><th scope="col">${Z.person}</th><th scope="col">${Z.action}</th><th scope="col">${Z.about}</th></tr></thead>
      <tbody>${t.map(e=>g`<tr data-action=${e.action}>
        <td>${e.at_fa}</td><td>${e.who_fa}</td><td>${e.action_fa}</td><td>${function({tracking_code:e,conversation_id:t,details:n},r){let i=e&&r?g`<a href=${L(`cases`,e)} dir="ltr">${e}</a>`:g`<bdi>${e}</bdi>`;return g`${e?g`<p>${Z.caseIs}: ${i}</p>`:y}
    ${t?g`<p>${Z.talkIs}: <bdi>${t}</bdi></p>`:y}
    ${n.map(({title_fa:e,text:t})=>g`<p>${e}: <bdi>${t}</bdi></p>`)}`}(e,n)}</td></tr>`)}</tbody>
    </table></div>
    ${e.next?g`<p><button @click=${()=>{e.more()}}>${Z.more}</button></p>`:y}`:g`<p class="soft" role="status">${Z.none}</p>`}(a,a.entries,o):y}
    </section>
  </main>`):e===`ready`?function(e){let{list:t}=e;return g`<main class="upkeep ready">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="ready-title">
      <div class="panel-head"><h2 id="ready-title">${V.title}</h2><button @click=${()=>{e.edit(void 0)}}>${V.newTitle}</button></div>
      <p class="soft">${V.hint}</p>
      ${function(e){let{wanted:t}=e;return g`<form class="fields" role="search" aria-label=${V.find} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target);t.find({words:`${n.get(`words`)??``}`.trim(),whose:`${n.get(`whose`)??``}`,retired:n.has(`retired`)})}(t,e)}>
    <label>${V.words}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${t.words}></label>
    <label>${V.whose}<select name="whose">${[[``,V.all],[`own`,V.own],[`shared`,V.shared]].map(([e,n])=>g`<option value=${e} .selected=${e===t.whose}>${n}</option>`)}</select></label>
    <label class="check wide"><input type="checkbox" name="retired" .checked=${t.retired}>${V.retired}</label>
    <button class="main">${V.show}</button>
  </form>`}(e)}
      ${t?function(e,t){let{words:n,whose:r,retired:i}=e.wanted;return t.length?g`<ul class="closures" aria-label=${V.list}>${t.map(t=>g`<li data-id=${t.id}>
    <p><b>${t.title}</b> <span class="badge settled">${t.is_shared?V.shared:V.own}</span></p>
    <p class="words">${t.text}</p>
    <p class="soft">${t.changed_by?V.by(t.changed_by,t.changed_at_fa):V.since(t.changed_at_fa)}</p>
    ${t.may_change?function(e,t){return g`<p class="row">${t.is_retired?g`<button class="small" aria-label=${V.restoreOf(t.title)} @click=${()=>{e.restore(t)}}>${V.restore}</button>`:g`<button class="small" aria-label=${V.editOf(t.title)} @click=${()=>{e.edit(t)}}>${V.edit}</button>
        <button class="small" aria-label=${V.retireOf(t.title)} @click=${()=>{e.retire(t)}}>${V.retire}</button>`}</p>`}(e,t):y}</li>`)}</ul>`:g`<p class="soft" role="status">${n||r||i?V.none:V.nothingYet}</p>`}(e,t.answers):y}
    </section>
    ${t?function(e,t){let{faults:n,open:r}=e,i=function(e,t){return xn(e,e=>t.find(t=>t.name===e)?.example)}(e.text,t);return g`<section class="panel" aria-labelledby="write-title">
    <h2 id="write-title">${r?V.changeTitle:V.newTitle}</h2>
    <form class="fields" novalidate aria-labelledby="write-title" @submit=${t=>{(async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=!t.mayOwn||r.get(`shared`)===`all`;await t.save(`${r.get(`title`)??``}`.trim(),i)&&n.reset()})(t,e)}}>
      <div class="wide"><label>${V.name}<input name="title" required maxlength="80" autocomplete="off" .value=${r?.title??``}
        aria-invalid=${!!n.of(`title`)} aria-describedby=${q(n,`title`)}></label>${K(n,`title`)}</div>
      <div class="wide"><label>${V.text}<textarea name="text" id="ready-text" rows="5" required maxlength="2000" dir="auto" .value=${e.text}
        aria-invalid=${!!n.of(`text`)} aria-describedby=${q(n,`text`,`places-hint`)}
        @input=${t=>e.write(t.target.value)}></textarea></label>${K(n,`text`)}</div>
      <div class="wide" role="group" aria-label=${V.places}><p class="soft" id="places-hint">${V.placesHint}</p>
        <p class="buttons">${t.map(({name:t})=>g`<button type="button" class="small" aria-label=${V.put(t)}
          @click=${()=>function(e,t){let n=document.getElementById(`ready-text`);n.setRangeText(`{${t}}`,n.selectionStart,n.selectionEnd,`end`),e.write(n.value),n.focus()}(e,t)}>{${t}}</button>`)}</p></div>
      <div class="wide"><h3>${V.preview}</h3>
        ${i?g`<p class="words preview-of">${i}</p>`:g`<p class="soft">${V.emptyPreview}</p>`}</div>
      ${!r&&e.mayShare&&e.mayOwn?g`<fieldset class="wide"><legend>${V.isShared}</legend>
    <label class="check"><input type="radio" name="shared" value="own" checked>${V.forMe}</label>
    <label class="check"><input type="radio" name="shared" value="all">${V.forAll}</label></fieldset>`:y}
      <p class="buttons wide"><button class="main">${V.save}</button>
        ${r?g`<button type="button" @click=${()=>{e.edit(void 0)}}>${V.cancel}</button>`:y}</p>
    </form>
  </section>`}(e,t.placeholders):y}
  </main>`}(this.#u):e===`keys`?function(e,t){let{asked:n}=e;return g`<main class="upkeep other-keys">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?Yr(e.once,()=>e.hide()):y}
    <section class="panel" aria-labelledby="keys-title">
      <h2 id="keys-title" tabindex="-1">${`کلیدهای سامانه‌های دیگر`}</h2>
      <p class="soft">${`سامانهٔ یک دستگاه یا یک همکار با کلید به دستیار وصل می‌شود. کلید هر کس را فقط به خودش بدهید.`}</p>
      ${e.keys?e.keys.length?function(e,t){return g`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کلیدها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${Hr}</th><th scope="col">${Ur}</th><th scope="col">${Wr}</th><th scope="col">${Gr}</th><td></td></tr></thead>
    <tbody>${t.map(t=>{return g`<tr data-id=${t.id}>
      <th scope="row">${t.name} <span class="soft"><bdi>${t.id}</bdi></span></th>
      <td data-label=${Hr}>${t.scope_fa}${t.agency_name?g` <span class="soft">${t.agency_name}</span>`:y}</td>
      <td data-label=${Ur}><span class="badge ${t.state===`valid`?`active`:`disabled`}">${t.state_fa}</span></td>
      <td data-label=${Wr}>${t.last_used_at_fa??g`<span class="soft">${`هرگز`}</span>`}</td>
      <td data-label=${Gr}>${t.expires_at_fa}</td>
      <td>${t.state===`revoked`?y:g`<button class="small" aria-label=${n=t.name,`باطل کردن کلید ${n}`} @click=${()=>e.ask(t)}>${`باطل کردن`}</button>`}</td></tr>`;var n})}</tbody>
  </table></div>`}(e,e.keys):g`<p class="soft">${`هنوز کلیدی ساخته نشده است. نخستین را در پایین بسازید.`}</p>`:y}
      ${n?Pr((r=n.name,`کلید «${r}» همین حالا و برای همیشه از کار می‌افتد. سامانه‌ای که با آن وصل است جدا می‌شود.`),`بله، باطل شود`,()=>{e.revoke(n)},()=>e.ask(void 0)):y}
    </section>
    ${function(e,t){let{faults:n,scope:r}=e;return g`<section class="panel" aria-labelledby="new-key-title">
    <h2 id="new-key-title">${`ساختن کلید`}</h2>
    <form class="fields" novalidate aria-labelledby="new-key-title" @submit=${t=>{(async function(e,t){let n=e.target,{days:r=``,...i}=jr(e),a={...i,days:/^\d{1,5}$/.test(C(r))?Number(C(r)):0};await t.make(a)&&(n.reset(),t.choose(`agency`))})(t,e)}}>
      <div><label>${`نام`}<input name="name" required maxlength="64" autocomplete="off" aria-invalid=${!!n.of(`name`)}
        aria-describedby=${q(n,`name`,`key-name-hint`)}></label><p class="soft" id="key-name-hint">${`نام سامانه‌ای که کلید را می‌گیرد، ۳ تا ۶۴ نویسه`}</p>${K(n,`name`)}</div>
      <div><label>${`چند روز کار کند`}<input name="days" inputmode="numeric" dir="ltr" maxlength="5" value="۳۶۵" autocomplete="off" aria-invalid=${!!n.of(`days`)}
        aria-describedby=${q(n,`days`,`key-days-hint`)}></label><p class="soft" id="key-days-hint">${`۱ تا ۱۰۹۵ روز؛ یک سال ۳۶۵ روز است.`}</p>${K(n,`days`)}</div>
      <label>${Hr}<select name="scope" @change=${t=>e.choose(t.target.value)}>
        ${Ar(Object.entries(Kr),r)}</select></label>
      ${r===`agency`?Nr(n,t,``):y}
      <button class="main">${`ساخته شود`}</button>
    </form>
  </section>`}(e,t)}
  </main>`;var r}(this.#d,this.#t.terms):e===`accounts`?function(e,t){return g`<main class="upkeep staff">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?Yr(e.once,()=>e.hide()):y}
    ${e.isNew?function(e,t){let{faults:n}=e;return g`<section class="panel" aria-labelledby="new-title">
    <p><a href=${L(`accounts`)}>${Pi}</a></p>
    <h2 id="new-title" tabindex="-1">${`دعوت همکار تازه`}</h2>
    <p class="soft">${`پیوندی یک‌بارمصرف می‌گیرید. همکارتان با آن گذرواژه‌اش را خودش می‌سازد؛ شما آن را نمی‌بینید.`}</p>
    <form class="fields" novalidate aria-labelledby="new-title" @submit=${t=>async function(e,t){let n=e.target;await t.invite(jr(e))&&(n.reset(),t.choose(`operator`),await z(`#once-title`))}(t,e)}>
      <div><label>${`نام کاربری`}<input name="login" dir="ltr" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${!!n.of(`login`)} aria-describedby=${q(n,`login`,`login-hint`)}></label>
        <p class="soft" id="login-hint">${`۳ تا ۶۴ نویسه: حروف لاتین، رقم، نقطه، خط تیره و زیرخط`}</p>${K(n,`login`)}</div>
      ${Ri(e,void 0,t,!1)}
      <button class="main">${`دعوت شود`}</button>
    </form>
  </section>`}(e,t):e.account?function(e,t,n){return g`<section class="panel" aria-labelledby="account-title">
    <p><a href=${L(`accounts`)}>${Pi}</a></p>
    <div class="case-head"><h2 id="account-title" tabindex="-1">${t.name}</h2><span class="badge ${t.state}">${t.state_fa}</span></div>
    <p class="soft"><bdi>${t.login}</bdi> · ${t.role_fa}${t.agency_name?g` · ${t.agency_name}`:y} · ${r=t.created_at_fa,`ساخته شد: ${r}`}</p>
    ${t.until_fa?g`<p class="soft">${(e=>`پیوند دعوت تا ${e} کار می‌کند.`)(t.until_fa)}</p>`:y}
    ${t.is_own?g`<p class="soft">${`نقش، وضعیت و ورودهای حساب خودتان را مدیر دیگری تغییر می‌دهد.`}</p>`:function(e,t){let{asked:n}=e,r=t.state===`disabled`,i=(t,r)=>g`<button aria-expanded=${n===t} @click=${()=>function(e,t){e.ask(e.asked===t?void 0:t),e.asked&&z(`#sure-yes`)}(e,t)}>${r}</button>`;return g`<div class="buttons" role="group" aria-label=${`ورود به حساب`}>
      ${t.sessions?i(`sign-out`,`پایان همهٔ ورودها`):y}
      ${i(`renew`,`پیوند تازه`)}
      ${r?g`<button @click=${()=>{e.enable()}}>${`باز کردن حساب`}</button>`:i(`disable`,`بستن حساب`)}
    </div>
    ${n?Pr(zi[n],`بله، انجام شود`,()=>{e.take(n)},()=>e.ask(void 0)):y}`}(e,t)}
  </section>
  <section class="panel" aria-labelledby="change-title">
    <h3 id="change-title">${`نام، نقش و دستگاه`}</h3>
    ${t.is_own?y:g`<p class="soft">${`با تغییر نقش یا دستگاه، این همکار از همهٔ مرورگرها خارج می‌شود و دوباره وارد می‌شود.`}</p>`}
    <form class="fields" novalidate aria-labelledby="change-title" @submit=${n=>function(e,t,n){let r=n.agency_id?{agency_id:n.agency_id}:{},i=n.is_own?{role:n.role,...r}:{};t.change({...jr(e),...i})}(n,e,t)}>
      ${Ri(e,t,n,t.is_own)}
      <button class="main">${`ذخیره شود`}</button>
    </form>
  </section>
  <section class="panel" aria-labelledby="signed-title">
    <h3 id="signed-title">${`کجا وارد شده است`}</h3>
    ${t.signed_in.length?g`<ul class="closures">${t.signed_in.map(e=>g`<li><p><b>${e.device_fa}</b></p>
          <p class="soft">${(e=>`ورود: ${e}`)(e.began_at_fa)}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(e.seen_at_fa)}</p></li>`)}</ul>`:g`<p class="soft">${`اکنون در هیچ مرورگری وارد نیست.`}</p>`}
  </section>`;var r}(e,e.account,t):function(e,t){let{page:n}=e;return g`<section class="panel" aria-labelledby="staff-title">
    <div class="panel-head"><h2 id="staff-title">${`حساب‌ها`}</h2><a class="button" href=${L(`accounts`,`new`)}>${`دعوت همکار تازه`}</a></div>
    <p class="soft">${`هر کس که پای میز می‌نشیند این‌جا حساب دارد. هر تغییر در دفتر میز ثبت می‌شود.`}</p>
    ${function(e,t){let{wanted:n}=e;return g`<form class="fields four" role="search" aria-label=${`جست‌وجو در حساب‌ها`} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`words`,`role`,`agency_id`,`state`].map(e=>`${n.get(e)??``}`.trim());t.find({words:r,role:i,agency_id:a,state:o})}(t,e)}>
    <label>${`نام یا نام کاربری`}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${n.words}></label>
    <label>${Oi}<select name="role"><option value="">${`هر نقشی`}</option>${Ar(Object.entries(ki),n.role)}</select></label>
    <label>${`دستگاه`}<select name="agency_id"><option value="">${`هر دستگاهی`}</option>${Mr(t,n.agency_id)}</select></label>
    <label>${ji}<select name="state"><option value="">${`هر وضعیتی`}</option>${Ar(Object.entries(Mi),n.state)}</select></label>
    <button class="main">${`نشان بده`}</button>
  </form>`}(e,t)}
    ${n?g`<p class="soft" role="status">${n.total?(r=E(n.total),`${r} حساب`):`حسابی با این ویژگی‌ها نیست. واژه‌ها را کوتاه‌تر کنید یا نقش و دستگاه را بردارید.`}</p>`:y}
    ${n?.accounts.length?(i=n.accounts,g`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول حساب‌ها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${Oi}</th><th scope="col">${ji}</th><th scope="col">${Ni}</th></tr></thead>
    <tbody>${i.map(e=>g`<tr data-id=${e.id}>
      <th scope="row"><a href=${L(`accounts`,e.id)}>${e.name}</a> ${e.is_own?g`<span class="badge">${`حساب شما`}</span>`:y}
        <span class="soft"><bdi>${e.login}</bdi></span></th>
      <td data-label=${Oi}>${e.role_fa}${e.agency_name?g` <span class="soft">${e.agency_name}</span>`:y}</td>
      <td data-label=${ji}><span class="badge ${e.state}">${e.state_fa}</span></td>
      <td data-label=${Ni}>${e.seen_at_fa??g`<span class="soft">${`اکنون وارد نیست`}</span>`}</td></tr>`)}</tbody>
  </table></div>`):y}
    ${n&&n.pages>1?function(e,t){let{number:n}=e;return g`<nav class="buttons" aria-label=${`صفحه‌ها`}>
    <button ?disabled=${n<=1} @click=${()=>{e.turn(n-1)}}>${`صفحهٔ پیش`}</button>
    <span>${((e,t)=>`صفحهٔ ${e} از ${t}`)(E(n),E(t))}</span>
    <button ?disabled=${n>=t} @click=${()=>{e.turn(n+1)}}>${`صفحهٔ پس`}</button>
  </nav>`}(e,n.pages):y}
  </section>`;var r,i}(e,t)}
  </main>`}(this.#l,this.#t.terms):e===`situation`?function(e,t,n){let{found:r}=e;return g`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    ${function(e,t,n){let{found:r}=e,i=e.agency?`?agency_id=${encodeURIComponent(e.agency)}`:``;return g`<header class="situation-head">
    <h2>${U.title}${r?.agency_name?g` <span class="soft">${r.agency_name}</span>`:y}</h2>
    ${r?g`<p class="soft updated">${U.updated(r.at_fa)}</p>`:y}
    ${n.isClerk?y:g`<label class="scope"><span class="unseen">${U.scope}</span><select @change=${e=>{t=e.target.value,location.hash=L(`situation`,t||void 0);return;var t}}>
      <option value="" .selected=${!e.agency}>${U.all}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>g`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>`}
    <a class="button" href=${rr(e.agency??r?.agency_id)}>${r?.agency_id?U.report:U.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${i}`} download>${U.save}</a>
  </header>`}(e,t,n)}
    ${r?function(e,t,n){return g`${function(e,t,n){let{now:r,clocks:i,queue:a}=t,o=t.moved.find(({window:e})=>e===`day`),s=t=>({agency_id:e.agency,...t});return g`<ul class="tiles">
    <li class=${r.late?`tile urgent`:`tile`}><h3>${U.late}</h3><p class="figure">${W(n,s({overdue:!0}),E(r.late))}</p>
      <p class="soft">${U.lateHint}</p>
      ${o?g`<p>${W(n,s({breached:!0,within_h:24}),U.breached(E(o.breached)))}</p>`:y}</li>
    <li class=${i.within_3h?`tile near`:`tile`}><h3>${U.soon}</h3><p class="figure">${W(n,s({due_in_h:3}),E(i.within_3h))}</p>
      <p class="soft">${U.soonHint}</p>
      <dl class="clocks" aria-label=${U.clocksTitle}>${[1,24,72].map(e=>g`<div><dt>${U.clocks[`within_${e}h`]}</dt>
        <dd>${W(n,s({due_in_h:e}),E(i[`within_${e}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${U.waiting}</h3><p class="figure">${W(n,s({}),E(r.waiting))}</p>
      <p class="soft">${U.waitingHint}${t.unknown_agency?g` (${U.unknown(E(t.unknown_agency))})`:y}</p>
      ${o?g`<p class="pair">${W(n,s({moved:[`registered`],within_h:24}),U.filed(E(o.filed)))}
        ${W(n,s({moved:[`answered`],within_h:24}),U.answered(E(o.answered)))}</p>`:y}</li>
    ${a?g`<li class="tile"><h3>${U.queue}</h3><p class="figure">${n.seeQueue?g`<a href=${L(`talks`)}>${E(a.waiting)}</a>`:g`<span>${E(a.waiting)}</span>`}</p>
      <p class="soft">${U.queueHint}</p>
      <p class="pair">${a.longest_s===void 0?y:g`<span>${U.longest(tt(a.longest_s))}</span>`}
        <span>${a.median_s===void 0?U.nobodyWaited:U.median(tt(a.median_s))}</span></p></li>`:y}
  </ul>`}(e,t,n)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${U.map}</h3>
        ${Yn(e,t.provinces,n.readCases)}
        <p class="soft">${U.mapHint} <span class="on-keys">${U.mapKeys}</span></p>
        ${r=U.province,i=t.provinces,a=U.asTable,o=t=>ir(e,n,{province:t.id?t.name:`-`}),g`<details class="as-table"><summary>${a}</summary>${ar(r,i,o,U.noProvince)}</details>`}
      </section>
      ${t.agencies.length||!t.agency_id?function(e,t,n){let r=t.agencies.slice(0,10),i=t.agencies.length-r.length;return g`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${U.agencies}</h3>
    ${r.length?ar(U.agency,r,t=>t.id?ir(e,n,{agency_id:t.id}):(e,t)=>g`${E(t)}`,U.noAgency,!0):g`<p class="soft">${U.nothingWaits}</p>`}
    ${i>0?g`<p class="soft">${U.moreAgencies(E(i))}</p>`:y}
    <p><a href=${rr(void 0)}>${U.reportsOfAll}</a></p></section>`}(e,t,n):y}
      ${n.readCases?function(e){return g`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${U.nearest}</h3>
    ${e.nearest.length?g`<ul class="near-list">${e.nearest.map(e=>g`<li><a href=${L(`cases`,e.tracking_code)}>
        <b class="code" dir="ltr">${e.tracking_code}</b><span class="left">${e.time_left_fa}</span>
        <span class="soft">${[e.agency_name,e.place_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>
      <p><a href=${qn({agency_id:e.agency,due_in_h:72})}>${U.showAll}</a></p>`:g`<p class="soft">${U.noneNear}</p>`}</section>`}(e):y}
      ${function(e,t){return g`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${t.keepOutages?g`<a href=${L(`outages`)}>${U.outages}</a>`:U.outages}</h3>
    ${e.outages.length?g`<ul class="outage-list">${e.outages.map(e=>g`<li>
        <span class=${e.is_confirmed?`badge late`:`badge`}>${e.is_confirmed?U.confirmed:U.suspected}</span>
        <b>${e.agency_name}</b> <span class="soft">${[e.place_fa,U.since(e.since_fa),e.people?U.told(E(e.people)):``].filter(Boolean).join(` · `)}</span></li>`)}</ul>`:g`<p class="soft">${U.noOutage}</p>`}</section>`}(t,n)}
      ${function(e,t,n){return g`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${U.marks}</h3>
    ${sr(U.caseMarks,t.case_marks,(t,r)=>W(n,(t=>({agency_id:e.agency,moved:[`confirmed`,`partly`,`disputed`],within_h:t}))(t),r))}
    ${t.talk_marks.length?sr(U.talkMarks,t.talk_marks,(e,t)=>g`${t}`):y}
    <p class="soft">${U.interval}${t.talk_marks.length?g` ${U.askedDays}`:y}</p></section>`}(e,t,n)}
      ${t.settled.length?function(e){return g`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${U.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${U.window}</th><th scope="col">${U.alone}</th><th scope="col">${U.talks}</th><th scope="col">${U.handed}</th><th scope="col">${U.bad}</th></tr></thead>
      <tbody>${e.settled.map(e=>g`<tr><th scope="row">${U.windows[e.window]}</th><td>${cr(e.alone)}</td><td>${E(e.alone.of)}</td>
        <td>${E(e.handed_over)}</td><td>${E(e.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${U.settledHint}</p></section>`}(t):y}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${U.trend}</h3>${function(e){let t=t=>e.reduce((e,n)=>e+n[t],0),n=Math.max(4,...e.flatMap(({filed:e,answered:t,breached:n})=>[e,t,n])),r=t=>6+t*($n-12)/Math.max(1,e.length-1),i=e=>er-nr-e*(er-tr-nr)/n,a=t=>e.map((e,n)=>`${r(n).toFixed(1)},${i(e[t]).toFixed(1)}`).join(` `),[o,s]=[e[0],e.at(-1)];return g`<svg class="trend" viewBox="0 0 ${$n} ${er}" role="img" aria-label=${U.trendIs(E(t(`filed`)),E(t(`answered`)),E(t(`breached`)))}>
      ${[0,.5,1].map(e=>_`<line class="grid" x1="0" x2=${$n} y1=${i(n*e)} y2=${i(n*e)}></line>`)}
      <text x="2" y=${i(n)-3} text-anchor="end" class="tick">${E(n)}</text>
      ${e.map((e,t)=>e.breached?_`<rect class="breached" x=${r(t)-5} width="10" y=${i(e.breached)} height=${i(0)-i(e.breached)} rx="1.5"></rect>`:_``)}
      <polyline class="answered" points=${a(`answered`)}></polyline>
      <polyline class="filed" points=${a(`filed`)}></polyline>
      <text x="2" y=${er-5} text-anchor="end" class="tick">${o?.at_fa}</text>
      <text x=${$n-2} y=${er-5} text-anchor="start" class="tick">${s?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${[`filed`,`answered`,`breached`].map(e=>g`<li><i class=${`key ${e}`}></i>${U.lines[e]}: <b>${E(t(e))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${U.asTable.replace(`نقشه`,`نمودار`)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${U.trend}><table>
        <thead><tr><th scope="col">${U.day}</th>${[`filed`,`answered`,`breached`].map(e=>g`<th scope="col">${U.lines[e]}</th>`)}</tr></thead>
        <tbody>${e.map(e=>g`<tr><th scope="row">${e.at_fa}</th><td>${E(e.filed)}</td><td>${E(e.answered)}</td><td>${E(e.breached)}</td></tr>`)}</tbody>
      </table></div></details>`}(t.trend)}<p class="soft">${U.trendHint}</p></section>
    </div>`;var r,i,a,o}(e,r,n):e.notice?y:g`<p class="soft" role="status">${U.loading}</p>`}
  </main>`}(this.#f,this.#t.terms,this.#b):e===`own`?(r=this.#p,i=this.#e.session.account.login,g`<main class="upkeep own">
    <h2>${ei}</h2>
    <p class="notice" role="alert" ?hidden=${!r.notice}>${r.notice}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.sessions?function(e,t){let n=t.filter(({is_this:e})=>!e);return g`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${`کجا وارد شده‌اید`}</h3>
    <p class="soft">${n.length?`اگر ورودی را نمی‌شناسید، آن را پایان دهید و گذرواژه را عوض کنید.`:`جای دیگری وارد نشده‌اید.`}</p>
    <ul class="closures">${t.map(t=>{return g`<li>
      <p><b>${t.device_fa}</b> ${t.is_this?g`<span class="badge">${`همین مرورگر`}</span>`:y}</p>
      <p class="soft">${n=t.began_at_fa,`ورود: ${n}`}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(t.seen_at_fa)}</p>
      ${t.is_this?y:g`<button class="small" aria-label=${((e,t)=>`پایان دادن به ورود ${e}، ${t}`)(t.device_fa,t.began_at_fa)} @click=${()=>{e.end(t.id)}}>${`پایان دادن`}</button>`}</li>`;var n})}</ul>
    ${n.length?g`<p><button @click=${()=>{e.endOthers()}}>${`خروج از همهٔ مرورگرهای دیگر`}</button></p>`:y}
  </section>`}(r,r.sessions):y}
    ${function(e,t){return g`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${`عوض کردن گذرواژه`}</h3>
    <p class="soft" id="password-hint">${`گذرواژهٔ تازه دست‌کم ۱۲ نویسه دارد؛ چند واژهٔ بی‌ربط پشت سر هم خوب است. با این کار از همهٔ مرورگرهای دیگر خارج می‌شوید.`}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`old`,`fresh`,`again`,`code`].map(e=>`${n.get(e)??``}`);t.change(r,i,a,C(o))}(t,e)}>
      <input hidden autocomplete="username" .value=${t} readonly>
      <label class="wide">${`گذرواژهٔ کنونی`}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${`گذرواژهٔ تازه`}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${`گذرواژهٔ تازه، یک بار دیگر`}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p></div>
      <button class="main">${`عوض شود`}</button>
    </form>
  </section>`}(r,i)}
  </main>`):this.#x();var t,n,r,i,a,o,s,c,l}get#b(){let e=e=>this.#e.may(e),t=e(`read_cases`)&&!e(`see_queue`);return{readCases:e(`read_cases`),seeQueue:e(`see_queue`),keepOutages:e(`keep_outages`),isClerk:t}}#x(){let e=this.#e,{talk:t}=e;return g`
      <main class="room" data-open=${t?`talk`:`list`}>
        <nav class="lists" aria-label=${`فهرست گفت‌وگوها`}>${function(e){let{waiting:t,mine:n,others:r,load:i}=e.queue,a=e.canAnswer;return g`
    ${i?function(e){return g`<section class="load">
    <h2>${`وضعیت میز`}</h2>
    <dl>${[[`در صف`,E(e.waiting)],[`بیشترین انتظار`,Qi(e.longest_wait_s)],[`میانهٔ انتظار`,Qi(e.median_wait_s)],[`میانهٔ رسیدگی`,Qi(e.median_handling_s)]].map(([e,t])=>t?g`<div><dt>${e}</dt><dd>${t}</dd></div>`:y)}</dl>
    ${e.alarms.length?g`<div role="group" aria-label=${`هشدارها`}>${e.alarms.map(e=>{return g`<p class="badge late alarm">${t=e.name,n=E(e.looks),r=e.at_fa,`${t} در یک ساعت ${n} بار اطلاعات شخصی دیده است (${r}).`}
          ${e.is_stopped?`جلوی دیدن بیشتر در آن ساعت گرفته شد.`:y}</p>`;var t,n,r})}</div>`:y}
    ${e.operators.map(({name:e,conversations:t})=>g`<p class="soft">${((e,t)=>`${e}: ${t} گفت‌وگو`)(e,E(t))}</p>`)}
  </section>`}(i):y}
    ${a?Zi(e,`در دست من`,n,`گفت‌وگویی در دست ندارید.`):y}
    ${Zi(e,`در صف`,t,`کسی در صف نیست.`)}
    ${a?g`<button class="wide" ?disabled=${!t.length} @click=${()=>e.takeNext()}>${`گرفتن نفر بعدی`}</button>`:y}
    ${r.length?Zi(e,`در دست دیگران`,r,``):y}
  `}(e)}<p class="soft keys">${`کلیدهای میان‌بر: ؟`}</p></nav>
        <section class="talk">
          ${t?function(e,t,n){return g`
    <header class="talk-head">
      <button class="back" @click=${()=>e.leave()}>${`بازگشت به فهرست`}</button>
      <p class="owner ${t.owner}">
        ${t.owner_name&&!t.is_mine?`${Ge[t.owner]}: ${t.owner_name}`:Ge[t.owner]}
        ${t.queued_at_fa?g`<span class="soft">${r=t.queued_at_fa,`از ${r}`}</span>`:y}
      </p>
      <div class="actions">${function(e,t){return e.canAnswer?t.owner===`queue`?g`${ta(e)}<button class="main" @click=${()=>e.take(t.conversation_id)}>${`گرفتن گفت‌وگو`}</button>`:t.is_mine?g`
    ${ta(e)}
    <button @click=${()=>e.release()}>${`بازگرداندن به صف`}</button>
    <button aria-expanded=${e.sheet===`transfer`} @click=${()=>na(e,`transfer`)}>${`سپردن به همکار`}</button>
    <button class="main" aria-expanded=${e.sheet===`close`} @click=${()=>na(e,`close`)}>${`پایان گفت‌وگو`}</button>
  `:ta(e):y}(e,t)}</div>
    </header>
    ${e.sheet===`none`?y:function(e,t){return e.sheet===`redact`?function(e){return g`<form class="case-sheet" aria-label=${qe} @submit=${t=>async function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i]=[`words`,`reason`].map(e=>`${n.get(e)??``}`.trim());await t.redact(r,i)&&document.getElementById(`log`)?.focus()}(t,e)}
      @keydown=${An}>
    <h3>${qe}</h3>
    <p class="soft" id="redact-hint">${`این واژه‌ها از گفت‌وگو، یادداشت‌ها و پرونده‌های آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`}</p>
    <label>${`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`}<input id="redact-words" name="words" required minlength="2" maxlength=${200} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${e.marked}></label>
    <label>${`دلیل (خود واژه‌ها را در آن نیاورید)`}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${`برای همیشه حذف شود`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${Ue}</button>
    </div>
  </form>`}(e):e.sheet===`transfer`?function(e,t){let n=t?.filter(({presence:e})=>e===`here`)??[],r=t?.filter(({presence:e})=>e!==`here`)??[];return g`<div class="sheet" role="group" aria-label=${He}>
    <p>${t?n.length?He:`اکنون همکار دیگری پای میز نیست. می‌توانید گفت‌وگو را به صف برگردانید.`:`کمی صبر کنید`}</p>
    ${n.map(t=>function(e,{id:t,name:n,role_fa:r,conversations:i}){return g`<button @click=${()=>e.transfer(t)}>
    ${n} (${r}) <span class="soft">${i?(a=E(i),`${a} گفت‌وگو در دست`):`بدون گفت‌وگو`}</span>
  </button>`;var a}(e,t))}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ue}</button>
    ${r.length?g`<p class="soft elsewhere">${`پای میز نیستند`}: ${r.map(ea).join(`، `)}</p>`:y}
  </div>`}(e,e.colleagues):g`<div class="sheet" role="group" aria-label=${Ve}>
    <p>${Ve}</p>
    ${t.map(([t,n])=>g`<button @click=${()=>e.close(t)}>${n}</button>`)}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ue}</button>
  </div>`}(e,n)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${`پیام‌های گفت‌وگو`}>
      ${t.events.map(t=>function(e,t){let{role:n,reply:r,owner:i,turn_id:a}=t.data;if(i)return g`<p class="moved">${Ke[i]} · ${t.at_fa}</p>`;if(!n||!r)return y;let o=a?e.revealed.get(a):void 0,s=t.is_hidden&&o===void 0&&a&&e.may(`reveal_personal_data`),c=o===void 0?function(e){let t=e.services??(e.service?[e.service]:[]);return g`
    ${e.text?g`<p dir="auto">${e.text}</p>`:y}
    ${t.map(e=>g`<p class="card"><b>${e.title}</b><span class="soft">${e.agency.name}</span></p>`)}
    ${e.tracking_code?g`<p>${n=e.tracking_code,r=e.status_fa??``,`پروندهٔ ${n}: ${r}`}</p>`:y}
    ${e.kind===`line`?g`<p>${e.title}: ${e.reason}</p>`:y}
    ${e.options?.length?g`<p class="soft">${`گزینه‌ها`}: ${e.options.map(({title:e})=>e).join(`، `)}</p>`:y}
  `;var n,r}(r):g`<p dir="auto">${o}</p>`;return g`<article class="said ${n===`notice`?`system`:n}">
    <p class="who">${We[n]} · <time>${t.at_fa}</time></p>
    ${c}
    ${s?g`<button class="reveal" @click=${()=>e.reveal(a)}>${`نمایش اطلاعات شخصی`}</button>`:y}
    ${o===void 0?y:g`<p class="soft">${`این نمایش ثبت شد.`}</p>`}
  </article>`}(e,t))}
    </div>
    ${t.is_mine?(i=e.typing.isShown(t.conversation_id),g`<p class="typing soft" aria-live="off">${i?`شهروند در حال نوشتن است…`:y}</p>`):y}
  `;var r,i}(e,t,this.#_):g`<p class="empty">${`گفت‌وگویی را از فهرست باز کنید.`}</p>`}
          ${t?.is_mine?function(e,t){let n=e.drafts.get(t.conversation_id)??``;return g`
    ${e.suggestions.shown?function(e,t,{services:n,answers:r}){return n.length||r.length?g`<section class="suggested" aria-label=${Je}>
    <h2>${Je}</h2>
    <ul class="chips">
      ${r.map(({title:n,text:r})=>g`<li><button @click=${()=>{qi(e,t,r)}}>${n}</button></li>`)}
      ${n.map(t=>{return g`<li><button aria-label=${n=t.title,`فرستادن کارت «${n}»`} @click=${()=>e.sendCard(t)}>
          ${(e=>`کارت «${e}»`)(t.title)}</button></li>`;var n})}
    </ul>
  </section>`:y}(e,n,e.suggestions.shown):y}
    <form class="composer" @submit=${t=>(t.preventDefault(),Ji(e,n))}>
      <label class="unseen" for="reply">${`پاسخ به شهروند`}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${n?`auto`:`rtl`} placeholder=${`پاسخ خود را بنویسید. Enter می‌فرستد، Shift+Enter خط تازه.`} .value=${n}
        @input=${t=>e.draft(t.target.value)}
        @keydown=${t=>function(t){t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),Ji(e,n))}(t)}></textarea>
      <button class="main" ?disabled=${!n.trim()}>${`فرستادن`}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${`پاسخ‌های آماده`}</summary>
        <ul class="chips">
          ${e.ready.answers.map(({title:r,text:i})=>g`<li><button @click=${()=>{(async function(e,t,n,r){let{placeholders:i}=e.ready;await qi(e,n,function(e,t,n,r){let i=n.pack.cases.at(-1);return Sn(e,t,{operator:r,today:wn(),tracking_code:i?.tracking_code,status:i?.status_fa,agency:i?.agency_name,due:i?.due_at_fa})}(r,i,t,e.session.account.name));let a=document.getElementById(`reply`),o=Cn(a.value,i);if(!o)return;let s=a.value.indexOf(`{${o}}`);a.setSelectionRange(s,s+o.length+2)})(e,t,n,i)}}>${r}</button></li>`)}
        </ul>
        <p><a href=${L(`ready`)}>${V.keep}</a></p>
      </details>
      <details class="tool" id="search-tool"><summary>${`جست‌وجوی خدمت`}</summary>
        <form role="search" @submit=${t=>function(e,t){t.search(Yi(e))}(t,e)}>
          <label class="unseen" for="search">${Ye}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${Ye}>
          <button>${`جست‌وجو`}</button>
        </form>
        ${e.found?function(e,t){return t.length?g`<ul class="entries">
    ${t.map(t=>g`<li><button class="entry" @click=${()=>e.sendCard(t)}>
        <span class="unseen">${`فرستادن کارت`}: </span><b>${t.title}</b><span class="soft">${t.agency.name}</span></button></li>`)}
  </ul>`:g`<p class="soft" role="status">${`خدمتی پیدا نشد.`}</p>`}(e,e.found):y}
      </details>
      <details class="tool"><summary>${Xe}</summary>
        <form @submit=${t=>{(async function(e,t){let n=e.target;await t.note(Yi(e))&&n.reset()})(t,e)}}>
          <label class="unseen" for="note">${Xe}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${`ثبت یادداشت`}</button>
        </form>
      </details>
    </div>
  `}(e,t):y}
        </section>
        ${t?g`<section class="pack" aria-label=${Ze}>${function({pack:e,notes:t}){return g`
    <h2>${Ze}</h2>
    <p class="mood ${e.mood}">${`حال شهروند`}: <b>${e.mood_fa}</b></p>
    ${Xi(`نخستین پرسش`,e.first_words)}
    ${e.last_words===e.first_words?y:Xi(`آخرین پیام`,e.last_words)}
    ${function({about:e}){let t=Object.entries(e);return t.length?g`<section><h3>${`موضوع`}</h3>
    <dl>${t.map(([e,t])=>g`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
  </section>`:y}(e)} ${function({tried:e,failed_turns:t}){return e.length?g`<section>
    <h3>${`آنچه دستیار کرده است`} ${t?g`<span class="badge">${n=E(t),`${n} بار بی‌نتیجه`}</span>`:y}</h3>
    <ol>
      ${e.map(({asked:e,shown:t,has_failed:n})=>g`<li dir="auto">${e}
          <span class="soft">${t.length?t.join(`، `):n?`بی‌نتیجه`:``}</span></li>`)}
    </ol>
  </section>`:y;var n}(e)} ${function({cases:e}){return e.length?g`<section><h3>${`پرونده‌ها`}</h3>
    ${e.map(e=>{return g`<p><b dir="ltr">${e.tracking_code}</b> ${e.agency_name}
        <span class="soft">${e.status_fa} · ${t=e.due_at_fa,`مهلت: ${t}`}</span></p>`;var t})}
  </section>`:y}(e)}
    ${t.length?g`<section><h3>${`یادداشت‌ها`}</h3>
          ${t.map(({author:e,text:t,at_fa:n})=>g`<p>${t}<span class="soft">${e} · ${n}</span></p>`)}
        </section>`:y}
  `}(t)}</section>`:y}
      </main>
    `}async#S(){this.#g=function(e,t,n){let[r=``,i]=e.replace(/^#/,``).split(`?`),[a,o=``]=r.split(`/`),s=[...t,`own`].find(e=>e===a);if(!s)return{tab:n,code:void 0,isRefused:cn.some(([e])=>e===a)};let c=dn.includes(s)&&i?new URLSearchParams(i):void 0;return{tab:s,code:un[s]?.test(o)?o:void 0,query:c}}(location.hash,this.#m,this.#h),this.requestUpdate();let{tab:e,code:t,query:n}=this.#g;if(e!==`situation`&&this.#f.leave(),e===`talks`)return;if(e===`situation`)return void await Promise.all([this.#t.offer(),this.#f.arrive(t)]);if(e===`phone`)return this.#t.offer();if(e===`themes`)return await this.#a.arrive(t),t?z(`#theme-title`):void 0;if(e===`periods`)return await this.#o.arrive(t,n?.get(`agency_id`)??void 0),t&&!n?z(`#period-title`):void 0;if(e===`calls`)return this.#s.arrive();if(e===`record`)return this.#c.arrive();if(e===`own`)return this.#p.arrive(t===`changed`);if(e===`ready`)return this.#u.arrive();if(e===`keys`)return void await Promise.all([this.#t.offer(),this.#d.arrive()]);if(e===`accounts`)return await Promise.all([this.#t.offer(),this.#l.arrive(t)]),t?z(`#account-title, #new-title`):void 0;if(e===`outages`)return void await Promise.all([this.#t.offer(),this.#i.read()]);if(e===`upkeep`)return await Promise.all([this.#t.offer(),this.#r.read()]),this.#r.offer(this.#t.terms);let r=n?Promise.all([this.#t.offer(),this.#t.ask(n)]):this.#t.arrive();await Promise.all([r,this.#t.open(t)]),t&&await z(`#case-title`)}updated(e){let t=this.querySelector(`#log`);if(t){this.#v.observe(t);for(let e of t.children)this.#v.observe(e)}}#C(){let e=this.querySelector(`#log`);e&&(e.scrollTop=e.scrollHeight)}#w(e){if(this.#e.touch(),e.key===`Escape`)return this.#D();let t=e.target.matches?.(`input, textarea, select`);if(e.key!==`?`&&e.key!==`؟`||t){if(!e.altKey||document.getElementById(Si)?.open||!this.#T(e.code))return}else Ci();e.preventDefault()}#T(e){let t=this.#m[Number(e.replace(`Digit`,``))-1];return e.startsWith(`Digit`)&&t?(location.hash=L(t),!0):this.#g.tab===`cases`?function(e,t){let n=Ln[t];if(t===`KeyS`)document.getElementById(`case-search`)?.focus();else if(t===`KeyN`)e.next&&(r=e.next,location.hash=L(`cases`,r));else{if(!n)return!1;On(e,n)}var r;return!0}(this.#t,e):this.#g.tab===`phone`?function(e,t){if(t===`KeyS`)document.getElementById(`heard`)?.focus();else if(t===`KeyR`)e.read();else if(t===`KeyC`)document.getElementById(`caller-number`)?.focus();else{if(t!==`KeyN`||!e.receipt)return!1;(function(e){e.next(),z(`#heard`)})(e)}return!0}(this.#n,e):this.#g.tab===`themes`?function(e){return e===`KeyR`&&(z(`.themes [name=title]`),!0)}(e):this.#g.tab===`talks`&&this.#E(e)}#E(e){if(e===`KeyN`)this.#e.takeNext().then(()=>z(`#reply`));else if(e===`KeyR`)z(`#reply`);else if(e===`KeyS`)this.#O();else{if(e!==`KeyX`)return!1;$i(this.#e)}return!0}#D(){this.#g.tab===`accounts`&&this.#l.once||(this.#g.tab===`talks`&&this.#e.sheet!==`none`?this.#e.showSheet(`none`):ra.includes(this.#g.tab)&&this.#g.code?location.hash=L(this.#g.tab):this.#g.tab===`cases`&&this.#t.asked?this.#t.askFor(void 0):this.#g.tab===`cases`&&this.#t.sheet&&this.#t.show(void 0))}#O(){this.querySelector(`#search-tool`)?.setAttribute(`open`,``),z(`#search`)}}),customElements.define(`desk-sign-in`,class extends ia{async step(e){await this.api.signIn(`${e.get(`login`)}`,`${e.get(`password`)}`,`${e.get(`code`)}`),location.assign(`/desk${location.hash}`)}render(){return g`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${Qe}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${$e}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${aa()}
      <button class="main">${`ورود`}</button>
    </form>`}}),customElements.define(`desk-enrol`,class extends ia{#e=location.hash.slice(1);#t;#n=!1;connectedCallback(){super.connectedCallback(),this.#e?this.attempt(async()=>{this.#t=await this.api.beginEnrolment(this.#e)}):this.problem=`نشانی کامل نیست. پیوندی را که گرفته‌اید دوباره باز کنید.`}async step(e){await this.api.enrol(this.#e,`${e.get(`password`)}`,`${e.get(`code`)}`),this.#n=!0,history.replaceState(null,``,location.pathname)}render(){if(this.#n)return g`<p role="status">${`حساب آماده است.`}</p><p><a href="/desk/sign-in">${`رفتن به صفحهٔ ورود`}</a></p>`;let e=this.#t;return e?g`<form @submit=${this.submit}>
      <p>${t=e.name,`سلام ${t}. این حساب برای شما ساخته شده است.`}</p>
      <p>${`این کلید را در برنامهٔ کدساز گوشی (مانند Aegis یا Google Authenticator) وارد کنید:`}</p>
      <p class="secret" dir="ltr">${e.totp_secret.match(/.{1,4}/g)?.join(` `)}</p>
      <p><a href=${e.totp_uri}>${`باز کردن در برنامهٔ کدساز`}</a></p>
      <p>${`گذرواژه‌ای با دست‌کم ۱۲ نویسه بسازید و کدی را که برنامه نشان می‌دهد بنویسید.`}</p>
      ${this.problem?this.trouble:y}
      <label>${Qe}<input name="login" .value=${e.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${$e}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${aa()}
      <button class="main">${`ساختن حساب`}</button>
    </form>`:this.trouble;var t}});